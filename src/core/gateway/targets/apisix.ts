import type { Policy } from "../../policy/members.ts";
import { quoted, quotedList } from "../../policy/write/quote.ts";
import { comment, requirementsOf, type Requirements } from "../../policy/write/requirements.ts";

/** APISIX: openid-connect where the issuer has a set of keys, jwt-auth where there is a shared secret. */
export function apisix(policy: Policy, alg: string): string {
  const wanted = requirementsOf(
    policy,
    { alg },
    {
      algorithms: /^(?:HS|RS|ES)(?:256|384|512)$/,
      checks: ["algorithms", "iss", "aud", "scopes"],
      single: ["aud"],
    },
  );
  return wanted.isShared ? shared(policy, alg) : fromMetadata(wanted);
}

function shared(policy: Policy, alg: string): string {
  const wanted = requirementsOf(
    policy,
    { alg },
    { algorithms: /^HS(?:256|384|512)$/, checks: ["algorithms", "iss"], single: ["iss"] },
  );
  return `# APISIX, jwt-auth plugin: a consumer whose key equals the claim iss, and the route.
consumers:
  - username: issuer
    plugins:
      jwt-auth:
        key: ${quoted(wanted.issuer)}
        secret: the-shared-secret
        algorithm: ${wanted.algorithms[0]}
routes:
  - uri: /*
    plugins:
      jwt-auth:
        key_claim_name: iss
${comment("#", wanted)}`;
}

function fromMetadata(wanted: Requirements): string {
  const { issuer, issuers, audiences, scopes } = wanted;
  const [audience = "your-client-id"] = audiences;
  return `# APISIX, openid-connect plugin of a route (keys come from the issuer's metadata)
plugins:
  openid-connect:
    bearer_only: true
    use_jwks: true
    discovery: ${quoted(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)}
    client_id: ${quoted(audience)}
    client_secret: unused
    token_signing_alg_values_expected: ${wanted.algorithms[0]}
    ${scopes.length > 0 ? `required_scopes: [${quotedList(scopes)}]` : "# required_scopes: []"}
    claim_validator:
      issuer: { valid_issuers: [${quotedList(issuers.length > 0 ? issuers : [issuer])}] }
      ${audiences.length > 0 ? "audience: { required: true, match_with_client_id: true }" : "# audience: the policy has none, so aud is not checked"}
# One algorithm is taken: ${wanted.algorithms[0]}.
${comment("#", wanted)}`;
}
