import { bashText, lines } from "../literals.ts";
import type { Asked } from "../types.ts";

/** The first lines of a script: it stops at the first failure, and drops the line break that `echo` adds to the token. */
const BEGIN = [
  "#!/usr/bin/env bash",
  "# Reads a token from standard input. Prints its claims if it is valid; exits with an error otherwise.",
  "set -euo pipefail",
  "umask 077",
  "work=$(mktemp -d) && trap 'rm -rf \"$work\"' EXIT",
  "read -r token || true",
];

/** The secret in `JWT_SECRET` as hexadecimal digits in `secret`. */
export function secretLines({ key }: Asked): readonly string[] {
  if (key.from !== "secret") return [];
  const decode = {
    "UTF-8": 'printf %s "$JWT_SECRET"',
    Base64: 'printf %s "$JWT_SECRET" | base64 -d',
    Base64url: 'printf %s "$JWT_SECRET" | decode',
    Hex: "",
  };
  return [
    key.encoding === "Hex"
      ? "secret=$JWT_SECRET && [[ $secret =~ ^([0-9A-Fa-f]{2})+$ ]]"
      : `secret=$(${decode[key.encoding]} | od -An -v -tx1 | tr -d ' \\n')`,
    '[ -n "$secret" ] || { echo "JWT_SECRET is empty" >&2; exit 1; }',
  ];
}

/** Base64url (RFC 4648 section 5) to bytes, from standard input. */
export const DECODE = [
  "decode() { local text; text=$(tr -- '-_' '+/'); while (( ${#text} % 4 )); do text+='='; done; printf %s \"$text\" | base64 -d; }",
];

/** The policy's requirements as data for the checks: no value is ever part of a program. */
export function rulesLine({
  algorithms,
  issuers,
  audiences,
  subs,
  typ,
  scopes,
  required,
  leeway,
  maxAge,
}: Asked): string {
  const rules = {
    alg: algorithms,
    typ,
    iss: issuers,
    aud: audiences,
    sub: subs,
    scopes,
    required,
    leeway,
    maxAge,
  };
  return `rules=${bashText(JSON.stringify(rules).replace(/[\u007f-\uffff]/g, escaped))}`;
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Checks the header before any key is used. Two JSON texts in one segment are refused. */
export const HEADER_CHECKS = [
  'jq -es --argjson rules "$rules" \'',
  "  length == 1 and (.[0]",
  "  | (.alg as $alg | any($rules.alg[]; . == $alg))",
  '  and (has("crit") | not)',
  '  and ($rules.typ == [] or ((.typ // "" | tostring | ascii_downcase | sub("^application/"; "")) as $typ',
  "    | any($rules.typ[]; . == $typ))))",
  '\' >/dev/null <<<"$header" || { echo "invalid_token: header" >&2; exit 1; }',
];

/** Checks the claims once the signature has been verified. */
export const CLAIM_CHECKS = [
  'jq -es --argjson rules "$rules" \'',
  "  length == 1 and (.[0] as $claims | $claims",
  '  | (.exp | type == "number") and now < .exp + $rules.leeway',
  '  and ((has("nbf") | not) or ((.nbf | type == "number") and now >= .nbf - $rules.leeway))',
  "  and ($rules.iss == [] or (.iss as $iss | any($rules.iss[]; . == $iss)))",
  "  and ($rules.aud == [] or ([.aud] | flatten(1) | any(.[]; . as $aud | any($rules.aud[]; . == $aud))))",
  "  and ($rules.sub == [] or (.sub as $sub | any($rules.sub[]; . == $sub)))",
  "  and all($rules.required[]; $claims[.] != null)",
  "  and ($rules.maxAge == null",
  '    or ((.iat | type == "number") and now - .iat <= $rules.maxAge + $rules.leeway))',
  '  and ((.scope // "" | tostring | split(" ")) as $scope | $rules.scopes - $scope == []))',
  '\' >/dev/null <<<"$claims" || { echo "invalid_token: claims" >&2; exit 1; }',
];

/** A file with the public key: written out, or from the environment. */
export function keyFile({ key }: Asked): readonly string[] {
  if (key.from === "code") return [`cat >"$work/key.pem" <<'PEM'`, key.pem, "PEM"];
  return key.from === "environment" ? ['printf "%s\\n" "$JWT_PUBLIC_KEY" >"$work/key.pem"'] : [];
}

/** The parts of the token, and its header. */
export const PARTS = [
  '[[ $token =~ ^([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)$ ]] || { echo "not a signed token" >&2; exit 1; }',
  'input=${token%.*} header=$(printf %s "${token%%.*}" | decode)',
];

/** A whole script. */
export function script(...parts: readonly (string | false | readonly string[])[]): string {
  return lines(BEGIN, ...parts);
}
