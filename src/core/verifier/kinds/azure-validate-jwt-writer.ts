import { HIDDEN, seconds } from "../../policy/write/quote.ts";
import { keySetAddress } from "../../policy/write/key-set.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** The `validate-jwt` policy of Azure API Management. A value that would be read as an expression or a named value is not written. */
export const azureValidateJwtWriter: Writer = {
  comment: null,
  abilities: {
    algorithms: /^(?:RS|PS)(?:256|384|512)$/,
    checks: ["iss", "aud", "leeway"],
    needs: ["iss", "aud"],
    cannot: (_, value) => !isPlain(value),
    canClaim: (path, values) =>
      namesIn(path).length === 1 && isPlain(path) && values.length > 0 && values.every(isPlain),
    remarks: ["The issuer in the metadata of openid-config is accepted too."],
  },
  text: (
    wanted,
  ) => `<validate-jwt header-name="Authorization" require-scheme="Bearer" require-signed-tokens="true" clock-skew="${seconds(wanted.policy.leeway)}">
  <openid-config url="${xmlText(metadataOf(wanted.issuer))}" />
  <audiences>
${wanted.audiences.map((one) => `    <audience>${xmlText(one)}</audience>\n`).join("")}  </audiences>
  <issuers>
${wanted.issuers.map((one) => `    <issuer>${xmlText(one)}</issuer>\n`).join("")}  </issuers>
${claimsText(wanted)}</validate-jwt>
`,
};

/** Whether a value can be in XML unchanged, including at its ends, and is not an expression. */
const isPlain = (value: string): boolean =>
  value !== "" && value === value.trim() && !/\p{Cc}|\p{Surrogate}/u.test(value) && !isPlaceholder(value);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const xmlText = (text: string): string =>
  text
    .replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one)
    .replace(HIDDEN, (one) => `&#x${(one.codePointAt(0) ?? 0).toString(16)};`);

/** The metadata address of an issuer that is an address; a placeholder for any other. */
function metadataOf(issuer: string): string {
  const isAddress = keySetAddress(issuer) !== keySetAddress("");
  return `${isAddress ? issuer.replace(/\/$/, "") : "https://issuer.example"}/.well-known/openid-configuration`;
}

function claimsText({ claims }: Requirements): string {
  if (claims.length === 0) return "";
  const all = claims.map(
    ({ path, values }) => `    <claim name="${xmlText(path)}" match="any">
${values.map((value) => `      <value>${xmlText(value)}</value>\n`).join("")}    </claim>
`,
  );
  return `  <required-claims>\n${all.join("")}  </required-claims>\n`;
}
