import { jsonText } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import { celFits, celMember, celOneOf, isCelPattern } from "../cel/write.ts";
import { isPlaceholder } from "../settings.ts";
import type { Writer } from "../types.ts";

/** A provider for one issuer, with a CEL condition on the subject and on claims that are texts. */
export const googleWorkloadIdentityWriter: Writer = {
  comment: null,
  abilities: {
    algorithms: /^(?:RS|ES)256$/,
    checks: ["iss", "aud", "sub"],
    single: ["iss"],
    needs: ["iss", "aud"],
    cannot: (member, value) => isPlaceholder(value) || (member === "sub" && !isCelPattern(value)),
    canClaim: (_, values) =>
      values.length > 0 &&
      values.every((value) => !isPlaceholder(value) && !/^(?:true|false|null|-?[\d.]+)$/.test(value)),
    remarks: [
      "A token without sub is refused, and so is one whose sub is longer than 127 bytes.",
      "A token must have iat, and may be valid for at most 24 hours.",
    ],
  },
  text: (wanted) => {
    const condition = conditionText(wanted);
    return jsonText({
      attributeMapping: { "google.subject": "assertion.sub" },
      ...(condition !== "" && { attributeCondition: condition }),
      oidc: { issuerUri: wanted.issuer, allowedAudiences: wanted.audiences },
    });
  },
};

function conditionText({ subjects, claims }: Requirements): string {
  return [
    ...(subjects.length > 0 ? [celFits("assertion.sub", subjects)] : []),
    ...claims.map(({ path, values }) => celOneOf(celMember("assertion", namesIn(path)), values)),
  ].join(" && ");
}
