import type { Policy } from "../../policy/members.ts";
import { quoted, seconds } from "./quote.ts";
import { comment, wantedOf } from "./wanted.ts";

const KEY =
  "rsa_public_key: |\n          -----BEGIN PUBLIC KEY-----\n          ...\n          -----END PUBLIC KEY-----";

/** Kong's jwt plugin, declarative. A claim that is to be verified must be there, so that `nbf` is only asked for where the policy requires it. */
export function kong(policy: Policy, alg: string): string {
  const wanted = wantedOf(policy, alg, {
    algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["maxLifetime"],
    single: ["iss"],
  });
  const lifetime = policy.maxLifetime === undefined ? 0 : Math.min(seconds(policy.maxLifetime), 31_536_000);
  return `# Kong, declarative. The credential's key equals the claim iss; its algorithm is the only one accepted.
_format_version: "3.0"
consumers:
  - username: issuer
    jwt_secrets:
      - key: ${quoted(wanted.issuer)}
        algorithm: ${wanted.algorithms[0]}
        ${wanted.isShared ? "secret: the-shared-secret" : KEY}
plugins:
  - name: jwt
    config:
      key_claim_name: iss
      claims_to_verify: [${policy.requiredClaims?.includes("nbf") === true ? "exp, nbf" : "exp"}]
      ${lifetime > 0 ? `maximum_expiration: ${lifetime}` : "# maximum_expiration: 3600"}
# A token without nbf is refused once nbf is in claims_to_verify.
${comment("#", wanted)}`;
}
