import { parseJson } from "../../json/parse.ts";
import { stringMember, wholeObject } from "../../json/query.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { keyManagementRow } from "../../registry/encryption-algorithms.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { misreadings, type Respelled } from "../../text/misread.ts";
import { decodeUtf8 } from "../../text/utf8.ts";

/** Longer headers are not tried. */
const MOST_CHARACTERS = 600;

/**
 * The encoded header with one character in the place of another that looks like it, if it then is a JSON object whose `alg` is
 * registered; null if none is, or the text is not base64url.
 */
export function misreadHeader(segment: string): Respelled | null {
  if (segment.length > MOST_CHARACTERS) return null;
  for (const one of misreadings(segment)) {
    const { bytes, problems } = decodeBase64Url(one.text);
    if (problems.length > 0) return null;
    const { text, problems: unread } = decodeUtf8(bytes);
    if (unread.length > 0 || !text.startsWith("{")) continue;
    const document = parseJson(text);
    const alg = wholeObject(document) && stringMember(document, "alg");
    if (alg !== null && (algorithmRow(alg) ?? keyManagementRow(alg)) !== null) return one;
  }
  return null;
}
