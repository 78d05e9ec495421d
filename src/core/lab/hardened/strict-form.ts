import { duplicateMembers } from "../../json/duplicates.ts";
import { parseJson } from "../../json/parse.ts";
import { decodeBase64Url, isStrictBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { Refusal } from "../refusal.ts";

/** An access token has a few hundred characters; anything longer than this is refused unread. */
export const MAX_TOKEN_LENGTH = 8192;

/**
 * Checks what jose leaves to the caller, so that a token has one spelling and one meaning. Throws a `Refusal` for text that
 * is not three strict base64url segments (RFC 7515 section 2, RFC 4648 section 3.5, RFC 8725bis section 3.14), is too long,
 * repeats a member (RFC 7515 section 4), or has `b64` in its header (RFC 7797 section 7: not in a JWT).
 */
export function assertStrictForm(token: string): void {
  if (token.length > MAX_TOKEN_LENGTH) throw new Refusal("too-long", `longer than ${MAX_TOKEN_LENGTH} characters`);
  const segments = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token)?.slice(1);
  if (!segments) throw new Refusal("not-compact", "not three base64url segments");
  if (!segments.every(isStrictBase64Url)) throw new Refusal("not-canonical", "a segment is not strict base64url");
  for (const segment of segments.slice(0, 2)) {
    const { root } = parseJson(decodeUtf8(decodeBase64Url(segment).bytes).text);
    const [twice] = root ? duplicateMembers(root) : [];
    if (twice) throw new Refusal("duplicate-member", `"${twice.name}" appears twice`);
  }
  const { root } = parseJson(decodeUtf8(decodeBase64Url(segments[0] ?? "").bytes).text);
  if (root?.type === "object" && root.members.some(({ name }) => name === "b64"))
    throw new Refusal("b64", "a JWT has no unencoded payload");
}
