import { HIDDEN, seconds } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { escapedPattern, starPattern } from "../pattern.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** Whether a text can be in nginx's quotation marks unchanged: no escape, no variable, one line. */
const isPlain = (text: string): boolean =>
  /^[^"'`\\${}^\p{C}]{1,1000}$/u.test(text) && text.search(HIDDEN) < 0 && !isPlaceholder(text);

/** nginx with auth_jwt: a map for each claim, with an expression, since the texts of a map are compared case-insensitively. */
export const nginxWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:HS|RS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["iss", "aud", "sub", "scopes", "leeway"],
    // nginx joins the items of a list with commas.
    cannot: (member, value) => !isPlain(value) || (member === "aud" && value.includes(",")),
    canClaim: (path, values) =>
      path !== "scope" &&
      values.length > 0 &&
      values.every((value) => isPlain(value)) &&
      namesIn(path).every((name) => isPlain(name)),
    remarks: [
      "auth_jwt is in NGINX Plus. The directives go into http; auth_jwt and auth_jwt_require may also go into a location.",
      "A claim with a list of several values is refused, except for aud. A token without exp passes.",
    ],
  },
  text: (wanted) => {
    const rules = rulesOf(wanted);
    const leeway = seconds(wanted.policy.leeway);
    return `${rules.map(({ text }) => text).join("")}server {
  auth_jwt "jwt";
  auth_jwt_key_file ${wanted.isShared ? "conf/secret.jwk.json" : "conf/keys.json"};
${leeway > 0 ? `  auth_jwt_leeway ${leeway}s;\n` : ""}${
      rules.length > 0 ? `  auth_jwt_require ${rules.map(({ name }) => name).join(" ")};\n` : ""
    }}
`;
  },
};

interface Rule {
  /** The variable that is 1 if the claim is as required. */
  readonly name: string;
  readonly text: string;
}

function rulesOf({ issuers, audiences, subjects, scopes, claims }: Requirements): readonly Rule[] {
  const whole = (values: readonly string[]): string => `(?:${values.map(escapedPattern).join("|")})`;
  return [
    ...(issuers.length > 0 ? [rule("iss", ["iss"], whole(issuers))] : []),
    ...(audiences.length > 0 ? [rule("aud", ["aud"], `(?:.*,)?${whole(audiences)}(?:,.*)?`)] : []),
    ...(subjects.length > 0 ? [rule("sub", ["sub"], `(?:${subjects.map(atLeastOne).join("|")})`)] : []),
    ...scopes
      .filter(isPlain)
      .map((scope, index) => rule(`scope_${index}`, ["scope"], `(?:.*[ ,])?${escapedPattern(scope)}(?:[ ,].*)?`)),
    ...scopes.filter((scope) => !isPlain(scope)).map((_, index): Rule => never(`scope_never_${index}`)),
    ...claims.map(({ path, values }, index) => rule(`claim_${index}`, namesIn(path), whole(values))),
  ];
}

/** The variable of an absent claim is empty. */
const atLeastOne = (value: string): string => (/^\*+$/.test(value) ? ".+" : starPattern(value));

function rule(id: string, names: readonly string[], pattern: string): Rule {
  const name = `$jwt_ok_${id}`;
  return {
    name,
    text: `auth_jwt_claim_set $jwt_in_${id} ${names.map((one) => `"${one}"`).join(" ")};
map $jwt_in_${id} ${name} {
  default 0;
  "~(?s)^${pattern}\\z" 1;
}
`,
  };
}

/** What cannot be written accepts nothing. */
const never = (id: string): Rule => ({
  name: `$jwt_ok_${id}`,
  text: `map "" $jwt_ok_${id} {\n  default 0;\n}\n`,
});
