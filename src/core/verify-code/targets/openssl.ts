import type { Asked, VerifyTarget } from "../types.ts";
import { CLAIM_CHECKS, DECODE, HEADER_CHECKS, keyFile, PARTS, rulesLine, script, secretLines } from "./shell.ts";

/**
 * `openssl-dgst` and `openssl-pkeyutl` of 3.x. OpenSSL has no JOSE support: it verifies the signature over everything
 * before the last dot, with ECDSA in DER (RFC 3279 section 2.2.3) where JOSE has two numbers (RFC 7518 section 3.4).
 * `jq` compares the claims.
 */
export const openssl: VerifyTarget = {
  id: "openssl",
  title: "OpenSSL (bash)",
  version: "OpenSSL 3, jq 1.6",
  checked: "2026-11-30",
  install: "apt-get install openssl jq",
  algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^ES256K$|^Ed(?:DSA|25519|448)$/,
  hasEd448: true,
  fetchesNone: true,
  comment: "#",
  remarks: ({ key, algorithms }) => [
    ...(key.from === "secret"
      ? ["OpenSSL takes the secret as an argument, where other users of the machine may see it while it runs."]
      : []),
    ...(key.from === "environment" ? ["JWT_PUBLIC_KEY contains the public key as PEM."] : []),
    ...(algorithms.length > 1 ? [`Only one algorithm is verified. Left out: ${algorithms.slice(1).join(", ")}.`] : []),
  ],
  write,
};

function write(asked: Asked): string {
  const { algorithm } = asked;
  const one: Asked = { ...asked, algorithms: [algorithm] };
  return script(
    DECODE,
    rulesLine(one),
    PARTS,
    HEADER_CHECKS,
    'printf %s "$input" >"$work/input"',
    'printf %s "${token##*.}" | decode >"$work/signature"',
    secretLines(asked),
    keyFile(asked),
    verifying(algorithm),
    'claims=$(printf %s "${input#*.}" | decode)',
    CLAIM_CHECKS,
    'printf "%s\\n" "$claims"',
  );
}

/** Verifies a signature; prints nothing and fails if it does not match. */
function verifying(alg: string): readonly string[] {
  const hash = alg === "ES256K" ? "256" : alg.slice(2);
  const fail = '{ echo "invalid_token: signature" >&2; exit 1; }';
  const verify = (options: string): string =>
    `openssl dgst -sha${hash} -verify "$work/key.pem"${options} "$work/input" >/dev/null 2>&1 || ${fail}`;
  switch (alg.slice(0, 2)) {
    case "HS":
      return [
        `openssl dgst -sha${hash} -mac HMAC -macopt "hexkey:$secret" -binary "$work/input" >"$work/mac"`,
        `cmp -s "$work/mac" "$work/signature" || ${fail}`,
      ];
    case "RS":
      return [verify(' -signature "$work/signature"')];
    case "PS":
      return [
        verify(
          ` -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:${Number(hash) / 8} -sigopt rsa_mgf1_md:sha${hash} -signature "$work/signature"`,
        ),
      ];
    case "ES": {
      const octets = { ES384: 48, ES512: 66 }[alg] ?? 32;
      return [
        `numbers=$(od -An -v -tx1 "$work/signature" | tr -d ' \\n')`,
        `[ "\${#numbers}" -eq ${octets * 4} ] || ${fail}`,
        `printf 'asn1=SEQUENCE:s\\n[s]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' "\${numbers:0:${octets * 2}}" "\${numbers:${octets * 2}}" >"$work/der.cnf"`,
        'openssl asn1parse -genconf "$work/der.cnf" -noout -out "$work/der"',
        verify(' -signature "$work/der"'),
      ];
    }
    default:
      return [
        `openssl pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$work/input" -sigfile "$work/signature" >/dev/null 2>&1 || ${fail}`,
      ];
  }
}
