/**
 * The catalogue of what goes wrong with tokens: 146 causes, drawn from issue trackers, sources and documentation of
 * libraries, gateways and issuers, as of 2026-07. Rules speak with these ids; a cause that no rule can see says why.
 */

export type RuleFamily = "input" | "secret" | "key" | "header" | "time" | "claims" | "provider" | "debugger";

/**
 * A cause of the catalogue: its title names it without a token at hand. `built`: a rule of `index.ts` (or a standing note)
 * tells it of a token. `left-out`: the page can not see it, for the reason given; a pasted error message may still name it.
 */
export type RuleRow =
  | { readonly family: RuleFamily; readonly title: string; readonly status: "built" }
  | { readonly family: RuleFamily; readonly title: string; readonly status: "left-out"; readonly reason: string };

const FAMILIES: Readonly<Record<string, RuleFamily>> = {
  IN: "input",
  SEC: "secret",
  KEY: "key",
  HDR: "header",
  TIM: "time",
  CLM: "claims",
  PRV: "provider",
  DBG: "debugger",
};

const TITLES = {
  // input
  "IN-01": '"Bearer" or the like stands in front of the token',
  "IN-02": "Quotes, spaces or line breaks around or inside the token",
  "IN-03": "A word like null or undefined was sent in place of a token",
  "IN-04": "User and password (HTTP Basic) where a token is expected",
  "IN-05": "The token is percent-encoded",
  "IN-06": "Standard Base64 where base64url is due",
  "IN-07": "The token is encoded a second time",
  "IN-08": "The wrong number of segments",
  "IN-09": "An encrypted token (JWE) where a signed one is expected",
  "IN-10": "An opaque token or API key, which is no JWT",
  "IN-11": "The token was cut off",
  "IN-12": "Invisible or look-alike characters in the token",
  "IN-13": "The token stands inside a longer text",
  "IN-14": "Unused bits in a segment's last character are set",
  "IN-15": "A member name occurs twice",
  "IN-16": "Header or payload is no JSON object, or not UTF-8",
  "IN-17": "JSON serialization in place of the compact one",
  "IN-18": "The payload is detached or not encoded",
  "IN-19": "An SD-JWT or a presentation of one",
  "IN-20": "The token is too large for a header or a cookie",
  "IN-21": "Several tokens in one request",
  "IN-22": "The Authorization header names no scheme",
  "IN-23": "The signature was taken out",
  "IN-24": "A number that JavaScript can not hold exactly",
  "IN-25": "Text was decoded as something other than UTF-8",
  // secret
  "SEC-01": "The secret is Base64 and was used as text",
  "SEC-02": "The secret is text and was decoded as Base64",
  "SEC-03": "The secret is hex",
  "SEC-04": "White space or a line break at the secret's end",
  "SEC-05": "Quotes became part of the secret",
  "SEC-06": "A settings file changed the secret",
  "SEC-07": "Escapes such as \\n in the secret",
  "SEC-08": "The right secret with another hash",
  "SEC-09": "The secret is too short for the algorithm",
  "SEC-10": "The secret's text became other bytes",
  "SEC-11": "Signed with the public key as the secret",
  "SEC-12": "A secret that everyone knows",
  "SEC-13": "The secret is empty",
  "SEC-14": "No reading of this secret fits",
  "SEC-15": "The token names a kid, the secret has none",
  "SEC-16": "A JWK was used as the text of a secret",
  "SEC-17": "A Kubernetes secret is still in Base64",
  "SEC-18": "Different secrets that HMAC takes for one",
  // key
  "KEY-01": "A PEM with \\n spelled out in place of line breaks",
  "KEY-02": "A PEM without its armour or its line breaks",
  "KEY-03": "PKCS #1 or SEC 1 where SPKI or PKCS #8 is expected",
  "KEY-04": "A certificate in place of a public key",
  "KEY-05": "A private key where the public one belongs, or the reverse",
  "KEY-06": "Public and private key are no pair",
  "KEY-07": "The key set has no key of that kid",
  "KEY-08": "The token, or a key, has no kid",
  "KEY-09": "Another key of the set signed it",
  "KEY-10": "The kid fits and the signature does not",
  "KEY-11": "The key's type does not fit the algorithm",
  "KEY-12": "The JWK is for another algorithm",
  "KEY-13": "The JWK's use, key_ops or ext forbid it",
  "KEY-14": "The key's curve does not fit the algorithm",
  "KEY-15": "A coordinate of the key has the wrong length",
  "KEY-16": "A member of the JWK is not base64url",
  "KEY-17": "The RSA key is under 2,048 bits",
  "KEY-18": "RS and PS were mixed up",
  "KEY-19": "The ECDSA signature is in ASN.1 (DER)",
  "KEY-20": "The ECDSA signature has the wrong length",
  "KEY-21": "A path, address or key id in place of a key",
  "KEY-22": "An OpenSSH key",
  "KEY-23": "The private key is encrypted",
  "KEY-24": "A map of certificates, or x5c",
  "KEY-25": "Istio's placeholder, because the real keys could not be fetched",
  "KEY-26": "Microsoft Entra or B2C keys of another tenant, app or policy",
  "KEY-27": "The platform lacks the algorithm",
  "KEY-28": "The key is restricted to RSA-PSS",
  "KEY-29": "Private members in a public key set",
  "KEY-30": "A discovery document or an error page in place of a key set",
  "KEY-31": "The key set is from before or after the token's time",
  "KEY-32": "A private key that was made for another algorithm",
  // header
  "HDR-01": "alg is none: the token is unsigned",
  "HDR-02": "The algorithm is not among the allowed ones",
  "HDR-03": "alg is missing, misspelled or unknown",
  "HDR-04": "typ says another kind of token",
  "HDR-05": "crit asks for an extension that is not understood",
  "HDR-06": "b64 is false and crit does not say so",
  "HDR-07": "The token brings its own key, or says where to fetch it",
  "HDR-08": "kid looks like an injection",
  "HDR-09": "A token for Microsoft Graph, which others can not verify",
  "HDR-10": "The payload is itself a token",
  "HDR-11": "typ is missing",
  "HDR-12": "The issuer now signs with another algorithm",
  // time
  "TIM-01": "The token has expired",
  "TIM-02": "A time in milliseconds",
  "TIM-03": "A time that is no whole positive number",
  "TIM-04": "A lifetime in place of a date",
  "TIM-05": "The token is not valid yet",
  "TIM-06": "Issued in the future",
  "TIM-07": "It lives longer than its consumer allows",
  "TIM-08": "exp is missing",
  "TIM-09": "The times contradict each other",
  "TIM-10": "Whole hours off: a time zone was mixed in",
  "TIM-11": "A clock is wrong",
  "TIM-12": "The token is older than allowed",
  // claims
  "CLM-01": "The issuer differs by a slash at its end",
  "CLM-02": "The issuer's scheme, host or port differs",
  "CLM-03": "Microsoft Entra: version 1 and version 2 of the issuer",
  "CLM-04": "iss is missing, no string or a placeholder",
  "CLM-05": "The token is for another audience",
  "CLM-06": "aud is of a type that the reader does not take",
  "CLM-07": "Microsoft Entra: aud as an address and as a bare id",
  "CLM-08": "aud is missing",
  "CLM-09": "An ID token used as an access token",
  "CLM-10": "An access token for another API",
  "CLM-11": "An API key without a user in place of a user's token",
  "CLM-12": "sub is not a string",
  "CLM-13": "The user is unknown, though the token is good",
  "CLM-14": "sub differs by white space, case or look-alikes",
  "CLM-15": "sub is no UUID where one is needed",
  "CLM-16": "The session has ended, though the token is good",
  "CLM-17": "Issued to another client",
  "CLM-18": "A scope or role is missing",
  "CLM-19": "A required claim is missing or of the wrong type",
  "CLM-20": "nonce or jti does not fit",
  "CLM-21": "White space or a typing error in the verifier's settings",
  "CLM-22": "A gateway is strict about a claim's type",
  "CLM-23": "The token is bound to a key or certificate",
  "CLM-24": "A refresh, logout or other token that no API takes",
  // provider
  "PRV-01": "Amazon Cognito: access and ID token were mixed up",
  "PRV-02": "Firebase: a custom token in place of an ID token",
  "PRV-03": "Firebase: the token is of another project",
  "PRV-04": "Google: another of the app's client ids",
  "PRV-05": "Google: an assertion of a service account",
  "PRV-06": "GitHub Actions: sub differs by case, environment or ref",
  "PRV-07": "GitHub Actions: sub with or without numeric ids",
  "PRV-08": "GitHub App: its rules for iss, iat and exp",
  "PRV-09": "Kubernetes: the audience is another",
  "PRV-10": "Kubernetes: signed by another cluster's key",
  "PRV-11": "Kong: no credential of that name",
  "PRV-12": "Apache APISIX: no consumer of that key",
  "PRV-13": "Envoy or Istio: issuer or audience is not configured",
  "PRV-14": "Supabase: a publishable or secret key where a token belongs",
  "PRV-15": "Supabase or PostgREST: no key of the needed type",
  "PRV-16": "Apple: its rules for assertions",
  "PRV-17": "Kong: PS signatures only of 2,048-bit keys",
  // debugger
  "DBG-01": "A page signed the token anew and hid that it was invalid",
  "DBG-02": "A tool wrote the JSON anew, so that other bytes are judged",
  "DBG-03": "Valid in another tool, and not here",
  "DBG-04": "The token went to a server in the address",
  "DBG-05": "A token that can still be used was shared",
  "DBG-06": "A tool fetched keys from where the token's iss pointed",
} as const;

/** The id of a cause of the catalogue. */
export type RuleId = keyof typeof TITLES;

const LEFT_OUT: Readonly<Partial<Record<RuleId, string>>> = {
  "CLM-16": "needs the service's own list of sessions, which nobody can paste",
  "DBG-06": "is about tools that fetch keys by themselves; this page makes no request",
};

function rowOf(id: RuleId): RuleRow {
  const family = FAMILIES[id.slice(0, id.indexOf("-"))] ?? "debugger";
  const reason = LEFT_OUT[id];
  return reason === undefined
    ? { family, title: TITLES[id], status: "built" }
    : { family, title: TITLES[id], status: "left-out", reason };
}

/** Every cause by its id, in the catalogue's order. */
export const RULE_TABLE: Readonly<Record<RuleId, RuleRow>> = Object.fromEntries(
  (Object.keys(TITLES) as RuleId[]).map((id) => [id, rowOf(id)]),
) as Record<RuleId, RuleRow>;

/** Whether a text is the id of a cause of the catalogue. */
export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(TITLES, text);
}
