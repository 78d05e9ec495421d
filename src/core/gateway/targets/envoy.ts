import type { Policy } from "../../policy/members.ts";
import { quoted, quotedList, seconds } from "./quote.ts";
import { comment, wantedOf } from "./wanted.ts";

/** Envoy's jwt_authn filter. The key's own `alg` says which algorithm is taken. */
export function envoy(policy: Policy, alg: string): string {
  const wanted = wantedOf(policy, alg, {
    algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["aud", "leeway"],
    single: ["iss"],
  });
  const keys = wanted.isShared
    ? `local_jwks:
        inline_string: ${quoted(JSON.stringify({ keys: [{ kty: "oct", alg: wanted.algorithms[0], k: "the-secret-in-base64url" }] }))}`
    : `remote_jwks:
        http_uri: { uri: ${quoted(wanted.keys)}, cluster: issuer, timeout: 5s }
        cache_duration: 300s`;
  return `# Envoy, HTTP filter
name: envoy.filters.http.jwt_authn
typed_config:
  "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
  providers:
    issuer:
      issuer: ${quoted(wanted.issuer)}
      ${wanted.audiences.length > 0 ? `audiences: [${quotedList(wanted.audiences)}]` : "# audiences: the policy has none, so aud is not checked"}
      clock_skew_seconds: ${seconds(policy.leeway)}
      ${keys}
      claim_to_headers:
        - { header_name: x-user-id, claim_name: sub }
  rules:
    - match: { prefix: / }
      requires: { provider_name: issuer }
# A clock_skew_seconds of 0 means Envoy's default, 60. Scopes and roles: an RBAC filter behind this one.
# The algorithm is that of the key: give each key of the set its alg. A token without exp passes.
${comment("#", wanted)}`;
}
