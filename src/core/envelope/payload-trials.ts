import { parseJson } from "../json/parse.ts";
import { lastMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { octetsOfText } from "../text/octets.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { isLeftOut } from "./detached.ts";
import { hasUnencodedPayload } from "./parse.ts";
import type { ParsedToken } from "./types.ts";

/** Whether a header has `b64` false, even if not in the way RFC 7797 section 6 requires. */
function saysUnencoded({ header, seal }: ParsedToken): boolean {
  const root = (seal?.joined ?? header)?.json.root;
  const value = root?.type === "object" ? lastMember(root, "b64")?.value : undefined;
  return value?.type === "boolean" && value.value === false;
}

/** Whether a detached payload is relevant: the token omits its payload, or `b64` is false. */
export function hasDetachedPlace(token: ParsedToken): boolean {
  return isLeftOut(token) || (token.form.startsWith("jws") && saysUnencoded(token));
}

/** How a payload enters the signing input: as base64url, or as its bytes. */
export type PayloadEncoding = "encoded" | "unencoded";

/** The encoding that the header asks for. */
export function encodingOf(header: JsonDocument): PayloadEncoding {
  return hasUnencodedPayload(header) ? "unencoded" : "encoded";
}

/** The token without `crit` and `b64`, so that only its signature is judged; null if it has no header. */
function withoutExtensions(
  token: ParsedToken,
): (ParsedToken & { readonly header: NonNullable<ParsedToken["header"]> }) | null {
  if (token.header === null) return null;
  const { json } = token.header;
  const members = json.root?.type === "object" ? json.root.members : [];
  const kept = members.filter(({ name }) => name !== "crit" && name !== "b64");
  const header = parseJson(`{${kept.map(({ range }) => json.text.slice(range.start, range.end)).join(",")}}`);
  return { ...token, header: { ...token.header, json: header } };
}

/**
 * A token that omits its payload, with this detached payload in this encoding, whatever its header says. Only for
 * trying whether a key fits; null for other tokens.
 */
export function asIfDetached(token: ParsedToken, payload: string, encoding: PayloadEncoding): ParsedToken | null {
  const bare = isLeftOut(token) ? withoutExtensions(token) : null;
  const signed = encoding === "unencoded" ? payload : encodeBase64Url(octetsOfText(payload));
  return bare && { ...bare, detached: { payload, signed } };
}

/**
 * What the signature may cover if a token contains its payload and has `b64` false: the payload as it is, its
 * base64url, or the payload decoded from base64url.
 */
export type InsideReading = "as-it-stands" | "encoded" | "decoded";

/** The token in each of these readings, whatever its `crit` says; none for other tokens. Only for trying keys. */
export function* insideReadings(token: ParsedToken): Generator<readonly [InsideReading, ParsedToken]> {
  const [header, payload, signature] = token.segments;
  if (!token.form.startsWith("jws") || token.segmentCount !== 3 || !saysUnencoded(token)) return;
  const bare = withoutExtensions(token);
  if (bare === null || header === undefined || payload === undefined || signature === undefined || payload.text === "")
    return;
  const signedOver = (signed: string): ParsedToken => ({
    ...bare,
    segments: [header, { ...payload, text: "", bytes: new Uint8Array(), problems: [] }, signature],
    detached: { payload: payload.text, signed },
  });
  yield ["as-it-stands", signedOver(payload.text)];
  yield ["encoded", signedOver(encodeBase64Url(encodeUtf8(payload.text)))];
  const { bytes, problems } = decodeBase64Url(payload.text);
  const { text, problems: notText } = decodeUtf8(bytes);
  if (problems.length === 0 && notText.length === 0) yield ["decoded", signedOver(text)];
}
