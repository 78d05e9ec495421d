/** In which syntax a configuration is written; `text`: its own. */
export type Syntax = "json" | "yaml" | "hcl" | "text";

/** No longer text is read: more than any configuration, and less than what would stop the page. */
export const MOST_CONFIGURATION = 1_000_000;

/** What a file of one of the verifiers has in it that is no JSON: other text is not read as a configuration at all. */
const SIGNS: readonly (readonly [Syntax, RegExp])[] = [
  ["hcl", /^[ \t]*(?:resource|module|data) "|^[ \t]*attribute_(?:mapping|condition)\b/m],
  ["text", /--attribute-(?:mapping|condition)\b|\boidc-issuer-url\b/],
  [
    "yaml",
    /^[ \t]*attribute(?:Mapping|Condition):|security\.istio\.io\/|\bAuthenticationConfiguration\b|\b(?:remote|local)_jwks\b|\bresourceserver:|\bjwt_secrets:|\bx-google-issuer\b/m,
  ],
];

/** The syntax that a text is written in, as its verifier's words tell. */
export function syntaxOf(text: string): Syntax {
  if (/^\s*[[{]/.test(text)) return "json";
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? "json";
}

/** Whether a text may be a configuration that is no JSON. */
export function mayBeConfiguration(text: string): boolean {
  return text.length <= MOST_CONFIGURATION && !/^\s*[[{]/.test(text) && SIGNS.some(([, sign]) => sign.test(text));
}
