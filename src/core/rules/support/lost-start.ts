import { parseJson } from "../../json/parse.ts";
import { lastMember } from "../../json/query.ts";
import { HEADER_PARAMETERS } from "../../registry/header-parameters.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { decodeUtf8 } from "../../text/utf8.ts";

/** More of a first segment is not looked at: headers are short. */
const LONGEST = 4000;
/** How many places a whole member is looked for at. */
const MOST_PLACES = 20;

/** The lost first characters of a header (`e`, `ey` or `eyJ`) that make it readable; null if none do. */
export function lostCharacters(token: string): string | null {
  const segment = firstSegment(token);
  return ["e", "ey", "eyJ"].find((start) => lastOf(start + segment, "alg")) ?? null;
}

/**
 * What a header that lost more than that still says, as an object from its first whole member on: `{"kid":"1"}`. How many
 * characters are lost is unknown, so every place of the first character in its group of four is tried (RFC 4648 section 5).
 * Null if the token's first segment is not the end of a header.
 */
export function restOfHeader(token: string): string | null {
  const segment = firstSegment(token);
  for (const filler of ["", "A", "AA", "AAA"]) {
    const { bytes, problems } = decodeBase64Url(filler + segment);
    if (problems.length > 0) continue;
    const { text } = decodeUtf8(bytes);
    if (!text.trimEnd().endsWith("}")) continue;
    let places = 0;
    for (const { 1: name = "", index } of text.matchAll(/"([\w#-]{1,40})"\s{0,4}:/g)) {
      if (places++ === MOST_PLACES) break;
      // A bracket before it: the header is whole, and something else is wrong with it.
      if (text.lastIndexOf("{", index) >= 0) break;
      const rest = `{${text.slice(index)}`;
      if (HEADER_PARAMETERS.has(name) && parseJson(rest).problems.length === 0) return rest;
    }
  }
  return null;
}

function firstSegment(token: string): string {
  return token.trimStart().slice(0, LONGEST).split(".", 1)[0] ?? "";
}

function lastOf(segment: string, name: string): boolean {
  const { bytes, problems } = decodeBase64Url(segment);
  const { root, problems: unread } = parseJson(decodeUtf8(bytes).text);
  return problems.length + unread.length === 0 && root?.type === "object" && lastMember(root, name) !== null;
}
