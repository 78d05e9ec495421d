import { quoted, quotedList } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** APISIX: openid-connect if the issuer publishes a key set, jwt-auth for a shared secret. */
export const apisixWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:HS|RS|ES)(?:256|384|512)$/,
    checks: ["algorithms", "iss", "aud", "scopes"],
    single: ["aud"],
    needs: ["iss"],
    cannot: (_, value) => isPlaceholder(value),
    remarks: ["A token without exp passes."],
  },
  text: (wanted) => (wanted.isShared ? shared(wanted) : fromMetadata(wanted)),
};

/** The plugin for shared secrets compares neither audience nor scopes. */
function shared({ issuer, issuers, audiences, scopes, algorithms: [algorithm] }: Requirements): string {
  const left = [...(audiences.length > 0 ? ["aud"] : []), ...(scopes.length > 0 ? ["scopes"] : [])];
  return `# Consumers whose key equals the claim iss, and the route.
consumers:
${(issuers.length > 0 ? issuers : [issuer])
  .map(
    (one, index) => `  - username: issuer${index === 0 ? "" : index + 1}
    plugins:
      jwt-auth:
        key: ${quoted(one)}
        secret: the-shared-secret
        algorithm: ${algorithm}
`,
  )
  .join("")}routes:
  - uri: /*
    plugins:
      jwt-auth:
        key_claim_name: iss
${left.length > 0 ? `# jwt-auth does not compare ${left.join(" and ")}: check that in the service.\n` : ""}`;
}

function fromMetadata({ issuer, issuers, audiences, scopes, algorithms: [algorithm] }: Requirements): string {
  const [audience] = audiences;
  return `plugins:
  openid-connect:
    bearer_only: true
    use_jwks: true
    discovery: ${quoted(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)}
    client_id: ${quoted(audience ?? "your-client-id")}
    client_secret: unused
    token_signing_alg_values_expected: ${algorithm}
${scopes.length > 0 ? `    required_scopes: [${quotedList(scopes)}]\n` : ""}    claim_validator:
      issuer: { valid_issuers: [${quotedList(issuers.length > 0 ? issuers : [issuer])}] }
${audience === undefined ? "" : "      audience: { required: true, match_with_client_id: true }\n"}`;
}
