import { parseJson } from "../json/parse.ts";
import { minifyJson } from "../json/minify.ts";
import { firstMember } from "../json/query.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { jsonOfLiteral } from "./literal.ts";

/** What a token says, as JSON texts; without a header if only claims were given. */
interface DecodedToken {
  readonly header: string | null;
  readonly payload: string;
}

/** Claims that distinguish a claims set from any other JSON object. */
const TELLING = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "scope", "azp", "client_id"];

/** Nobody pastes claims longer than this many characters. */
const LIMIT = 200_000;

/**
 * Reads a decoded token: a claims set, also as a program prints its own object (`literal.ts`), or a header followed by
 * claims; null if the text is anything else.
 */
export function decodedToken(text: string): DecodedToken | null {
  if (text.length > LIMIT) return null;
  const { root, problems } = parseJson(text);
  if (root?.type !== "object") return null;
  if (problems.length === 0) {
    const isClaims = TELLING.some((name) => firstMember(root, name));
    return isClaims && !firstMember(root, "error") ? { header: null, payload: text } : null;
  }
  const printed = jsonOfLiteral(text);
  if (printed !== null && parseJson(printed).problems.length === 0) return decodedToken(printed);
  const rest = text.slice(root.range.end).replace(/^[\s.,]+/, "");
  const { root: payload } = parseJson(rest);
  if (!firstMember(root, "alg") || payload?.type !== "object") return null;
  return {
    header: text.slice(root.range.start, root.range.end),
    payload: rest.slice(payload.range.start, payload.range.end),
  };
}

/** The unsigned token for a decoded one, with its header or the usual one. */
export function tokenOf({ header, payload }: DecodedToken): string {
  const segment = (text: string): string => encodeBase64Url(encodeUtf8(minifyJson(text)));
  return `${segment(header ?? '{"alg":"HS256","typ":"JWT"}')}.${segment(payload)}.`;
}
