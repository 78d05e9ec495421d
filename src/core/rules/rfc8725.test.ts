import { expect, test } from "vitest";
import { RULES } from "./index.ts";
import { SAMPLES } from "../../testing/rules/all.ts";

/**
 * The recommendations of RFC 8725 section 3 and of its revision (draft-ietf-oauth-rfc8725bis), and the rules that tell of a
 * token that goes against them, each as rule and variant. What only a verifier's code decides is in the lab.
 */
const SEEN: readonly (readonly [section: string, title: string, ...findings: string[]])[] = [
  ["3.1", "Perform algorithm verification", "HDR-02/not-allowed", "HDR-03/case", "KEY-12/alg", "SEC-11/verified"],
  ["3.2", "Use appropriate algorithms", "HDR-01/none", "HDR-01/spelling", "HDR-03/unknown", "jwe-practice/rsa1_5"],
  ["3.3", "Validate all cryptographic operations", "signature/hmac", "HDR-10/nested", "IN-09/jwe"],
  ["3.4", "Validate cryptographic inputs", "jwe-shape/epk-off-curve", "KEY-20/zero", "KEY-15/coordinate-length"],
  ["3.5", "Ensure sufficient entropy of keys", "SEC-09/short", "SEC-12/published", "SEC-13/space", "KEY-17/weak"],
  ["3.6", "Avoid compression of encryption inputs", "jwe-practice/zip"],
  ["3.7", "Use UTF-8", "IN-16/utf8", "lone-surrogate/surrogate"],
  ["3.8", "Validate issuer and subject", "CLM-01/slash", "CLM-02/other", "CLM-04/missing", "CLM-14/other"],
  ["3.9", "Use and validate audience", "CLM-05/other", "CLM-08/missing", "unbound/aud"],
  ["3.10", "Do not trust received claims", "HDR-07/jwk", "HDR-07/fetch", "HDR-07/inner", "HDR-08/kid"],
  ["3.11", "Use explicit typing", "HDR-04/typ", "HDR-11/typ"],
  ["3.12", "Use mutually exclusive validation rules", "CLM-09/bearer", "CLM-24/kind"],
  ["bis 3.13", "Limit hash iteration count", "jwe-shape/p2c-high", "jwe-shape/p2c-low"],
  ["bis 3.14", "Check the format type", "IN-17/jws", "IN-12/visible"],
  ["bis 3.15", "Limit the size of what a JWE unpacks to", "jwe-practice/zip"],
];

test.each(SEEN)("RFC 8725 %s, %s: a violating token is reported", (_section, _title, ...findings) => {
  for (const finding of findings) {
    const [id = "", variant] = finding.split("/");
    const rule = RULES.find((one) => one.id === id);
    const said = (SAMPLES[id]?.fires ?? []).flatMap(([, context]) => rule?.detect(context()) ?? []);
    expect(
      said.map((one) => one.variant),
      finding,
    ).toContain(variant);
  }
});
