import { quoted, quotedList } from "../../policy/write/quote.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** oauth2-proxy's file, for tokens that come with the request. */
export const oauth2ProxyWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^RS256$/,
    checks: ["iss", "aud"],
    single: ["iss"],
    needs: ["iss", "aud"],
    cannot: (_, value) => isPlaceholder(value),
    remarks: ["Any e-mail address is accepted. A token with email_verified: false is refused."],
  },
  text: ({ issuer, audiences: [client = "", ...others] }) => `provider = "oidc"
oidc_issuer_url = ${quoted(issuer)}
client_id = ${quoted(client)}
${others.length > 0 ? `oidc_extra_audiences = [${quotedList(others)}]\n` : ""}email_domains = ["*"]
skip_jwt_bearer_tokens = true
`,
};
