import type { JsonDocument } from "../json/types.ts";
import { firstMember, stringMember } from "../json/query.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import type { JsonPart, TokenForm } from "./types.ts";

/**
 * Which JSON serialisation a JSON text is, by the members of RFC 7515 section 7.2 or RFC 7516 section 7.2, even if
 * the text is broken after them; null if it has none of them.
 */
export function jsonFormOf({ root }: JsonDocument): "jws-json" | "jwe-json" | null {
  if (root?.type !== "object") return null;
  const has = (name: string): boolean => firstMember(root, name) !== null;
  if (has("ciphertext")) return "jwe-json";
  if (has("recipients") && (has("protected") || has("iv") || has("tag") || has("unprotected"))) return "jwe-json";
  if (has("signatures") && (has("payload") || !has("id"))) return "jws-json";
  if (has("signature") && (has("payload") || has("protected"))) return "jws-json";
  return has("payload") && has("protected") ? "jws-json" : null;
}

/** Whether a decoded header looks like the start of a JSON object: `{` followed by a name, the end of the object, or nothing. */
export function startsLikeHeader(decoded: string): boolean {
  return /^[\s\ufeff]*\{\s*(?:"|\}|$)/.test(decoded.slice(0, 1000));
}

/**
 * Whether a header is that of a signed token, whatever follows it: `alg` signs, and there is no `enc`, which every
 * encrypted token has (RFC 7516 section 9).
 */
function signs({ json }: JsonPart): boolean {
  return algorithmRow(stringMember(json, "alg") ?? "") !== null && stringMember(json, "enc") === null;
}

/**
 * What a compact text is, by its number of segments (RFC 7515 section 7.1: three; RFC 7516 section 7.1: five) and by
 * whether its header starts like one. Three or five segments of base64url are a token even if the header is broken.
 * White space or many foreign characters then make it `text`, so that prose and addresses are not taken for tokens.
 */
export function compactFormOf(text: string, segmentCount: number, header: JsonPart): TokenForm {
  // PASETO tokens and SendGrid keys have as many segments, but none of them is JSON.
  if (/^\s*(?:v[1-4]\.(?:local|public)|SG)\./.test(text)) return "text";
  const form = segmentCount === 5 && !signs(header) ? "jwe" : "jws";
  if (startsLikeHeader(header.text)) return form;
  return (segmentCount === 3 || segmentCount === 5) && isMostlyBase64Url(text.trim()) ? form : "text";
}

/** No white space, no address, and at most one character in twenty that is not in a Base64 alphabet, padding or percent-encoding. */
function isMostlyBase64Url(text: string): boolean {
  if (/\s|:\/|\/:/.test(text)) return false;
  const foreign = text.length - text.replace(/[^\w\-+/=.%]/g, "").length;
  return foreign * 20 <= text.length;
}
