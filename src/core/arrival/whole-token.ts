import { parseJson } from "../json/parse.ts";
import { stringMember, wholeObject } from "../json/query.ts";
import { jsonSeals } from "../envelope/json-seals.ts";
import { parseToken } from "../envelope/parse.ts";
import type { FoundToken } from "../token/types.ts";

/**
 * Whether a found text is a complete token rather than a part of one: in the JSON serialisations, one with a signature
 * or recipient whose header names an algorithm (RFC 7515 section 4.1.1).
 */
export function isWhole({ text }: FoundToken): boolean {
  const token = parseToken(text);
  const { form, header, segmentCount } = token;
  if (form !== "jws-json" && form !== "jwe-json")
    return segmentCount >= 3 && header !== null && wholeObject(header.json) !== null;
  if (wholeObject(parseJson(text)) === null) return false;
  return jsonSeals(token).seals.some(({ token: { header: joined } }) => joined && stringMember(joined.json, "alg"));
}
