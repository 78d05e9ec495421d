import { parseJson } from "../../json/parse.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";

/** The text of a token's header (0) or payload (1). */
export function textOfSegment(token: string, index: 0 | 1): string {
  return decodeUtf8(decodeBase64Url(token.split(".", 2)[index] ?? "").bytes).text;
}

/** The members of a JSON object for a reader that keeps the first of each name. Throws if it is not an object. */
export function firstMembers(text: string): Readonly<Record<string, unknown>> {
  const { root } = parseJson(text);
  if (root?.type !== "object") throw new TypeError("not a JSON object");
  const members = new Map<string, unknown>();
  for (const { name, value } of root.members)
    if (!members.has(name)) members.set(name, JSON.parse(text.slice(value.range.start, value.range.end)));
  return Object.fromEntries(members);
}
