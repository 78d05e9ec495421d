import { plural } from "../base/words.ts";
import { isRefused, openDisclosures } from "../envelope/disclosures.ts";
import { issuerSigned, selectiveOf } from "../envelope/selective.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { type Finding, line, notAsked } from "./comparisons.ts";
import { encrypts, type WalkLayer } from "./layers.ts";
import { authorizationFields } from "./refusal.ts";
import type { Comparison, WalkContext } from "./types.ts";

/** The request has one `Authorization` field with a token (RFC 6750 section 2.1). */
export function extract({ token, arrival }: WalkContext): Finding {
  const pasted = arrival?.pasted ?? token.text;
  const isEmpty = token.form === "empty";
  const isHeader = /^\s*authorization\s*:/i.test(pasted);
  const scheme = /^\s*(?:authorization\s*:\s*)?(bearer|dpop|jwt|token|basic)\b/i.exec(pasted)?.[1];
  const fields = authorizationFields(pasted);
  const isBare = isHeader && scheme === undefined;
  const isBasic = scheme?.toLowerCase() === "basic";
  const comparisons = [
    line(
      "Authorization",
      isEmpty ? "absent" : fields > 1 ? `${fields} fields` : "one",
      "exactly one",
      !isEmpty && fields <= 1,
    ),
    !isEmpty && !isBare && scheme === undefined
      ? notAsked("scheme", "not pasted", "Bearer or DPoP")
      : line(
          "scheme",
          isEmpty ? "absent" : (scheme ?? "none"),
          "Bearer or DPoP",
          !isEmpty && !isBare && !isBasic,
          isBare ? "Without a scheme the header does not say what kind of credential it carries." : "",
        ),
  ];
  const passed = comparisons.every(({ result }) => result !== "failed");
  const many = fields > 1;
  return {
    passed,
    summary: passed
      ? "one Bearer token"
      : isEmpty
        ? "no token"
        : many
          ? "several tokens"
          : isBasic
            ? "Basic, not a token"
            : "no scheme",
    comparisons,
  };
}

/** The token can be read: its segments, header and payload. */
export function structure({ token, judgement, header, payload, isOuter }: WalkLayer): Finding {
  const count = encrypts({ token }) ? 5 : 3;
  const inJson = token.form.endsWith("-json");
  const comparisons = [
    inJson
      ? line(
          "serialization",
          "JSON",
          "compact",
          false,
          "A JWT is always compact (RFC 7519 section 1): JSON is not a valid credential for the Authorization header, and JWT libraries do not read it.",
        )
      : line(
          "segments",
          String(issuerSigned(token).segmentCount),
          String(count),
          ["jws", "jwe", "sd-jwt"].includes(token.form) && issuerSigned(token).segmentCount === count,
        ),
    ...disclosing(token),
    line("header", header ? "a JSON object" : "not a JSON object", "a JSON object", header !== null),
    encrypts({ token })
      ? line("payload", "ciphertext", "ciphertext", true)
      : isOuter
        ? line("payload", "a token", "a token", true)
        : line("payload", payload ? "a JSON object" : "not a JSON object", "a claims set", payload !== null),
    line(
      "encoding",
      judgement?.reason.code === "base64url" ? "broken" : "base64url",
      "strict base64url",
      judgement?.reason.code !== "base64url",
    ),
  ];
  const isMalformed = judgement?.state === "malformed";
  const failed = comparisons.filter(({ result }) => result === "failed");
  const passed = !isMalformed && failed.length === 0;
  const hasNoClaims = failed.every(({ what }) => what === "payload");
  return {
    passed,
    summary: passed
      ? `${count} segments, JSON`
      : isMalformed
        ? "malformed"
        : inJson
          ? "not compact"
          : hasNoClaims
            ? "no claims set"
            : "malformed",
    comparisons,
  };
}

/** What a verifier of SD-JWTs asks of disclosures before it reads a claim (RFC 9901 section 7.1); nothing of another token. */
function disclosing(token: ParsedToken): readonly Comparison[] {
  const selective = selectiveOf(token);
  if (selective === null || selective.isAttestation || token.form !== "sd-jwt" || token.payload === null) return [];
  const opened = openDisclosures(token.payload.json, selective);
  const { disclosures, claims } = opened;
  const count = plural(disclosures.length, "disclosure");
  if (claims === null && disclosures.length > 0) {
    const note = "This page does not support their hash, so they are not compared.";
    return [line("disclosures", count, "each with its digest", false, note)];
  }
  const passed = !isRefused(opened);
  if (passed && disclosures.some(({ state }) => state === "unknown"))
    return [notAsked("disclosures", count, "each with its digest")];
  return [
    line(
      "disclosures",
      count,
      "each with its digest",
      passed,
      passed ? "Plain JWT libraries reject whatever follows the first ~." : "See Diagnosis.",
    ),
  ];
}
