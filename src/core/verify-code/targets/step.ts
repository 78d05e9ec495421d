import { bashText } from "../literals.ts";
import type { Asked, VerifyTarget } from "../types.ts";
import { CLAIM_CHECKS, DECODE, HEADER_CHECKS, keyFile, PARTS, rulesLine, script, secretLines } from "./shell.ts";

/**
 * `command/crypto/jwt/verify.go`: it accepts one issuer and one audience, allows no leeway, compares neither `typ` nor the age,
 * and refuses any `crit`. Without issuer or audience it wants `--subtle`, which no longer compares `alg`: the script does so first.
 */
export const step: VerifyTarget = {
  id: "step",
  title: "step CLI (bash)",
  version: "step 0.28, jq 1.6",
  checked: "2026-11-30",
  install: "brew install step jq (other systems: smallstep.com/docs/step-cli/installation)",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
  comment: "#",
  remarks: ({ leeway, algorithms }) => [
    ...(leeway > 0 ? [`step has no leeway: the policy's ${leeway} seconds do not apply to its checks.`] : []),
    ...(algorithms.length > 1 ? [`Only one algorithm is verified. Left out: ${algorithms.slice(1).join(", ")}.`] : []),
  ],
  write,
};

function write(asked: Asked): string {
  const { algorithm, issuers, audiences, key } = asked;
  // A shell word cannot contain NUL.
  const [iss, aud] = [only(issuers), only(audiences)];
  const isPlain = iss !== null && aud !== null;
  return script(
    DECODE,
    rulesLine({ ...asked, algorithms: [algorithm] }),
    PARTS,
    HEADER_CHECKS,
    secretLines(asked),
    keyFile(asked),
    key.from === "secret" && [
      'printf \'{"kty":"oct","k":"%s"}\' "$(printf %b "$(sed \'s/../\\\\x&/g\' <<<"$secret")" | base64 -w0 | tr -d = | tr -- \'+/\' \'-_\')" >"$work/key.json"',
    ],
    key.from === "url" && `curl -fsS --proto =https ${bashText(key.url)} >"$work/keys.json"`,
    `step crypto jwt verify --alg ${algorithm} ${keyOption(key.from)} \\`,
    isPlain ? `  --iss ${bashText(iss)} --aud ${bashText(aud)} \\` : "  --subtle \\",
    '  <<<"$token" >/dev/null',
    'claims=$(printf %s "${input#*.}" | decode)',
    CLAIM_CHECKS,
    'printf "%s\\n" "$claims"',
  );
}

function only(values: readonly string[]): string | null {
  const [value = ""] = values;
  return values.length === 1 && value !== "" && !value.includes("\0") ? value : null;
}

function keyOption(from: Asked["key"]["from"]): string {
  if (from === "url") return '--jwks "$work/keys.json"';
  return `--key "$work/key.${from === "secret" ? "json" : "pem"}"`;
}
