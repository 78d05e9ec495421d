import { parseJson } from "../json/parse.ts";
import { lastMember } from "../json/query.ts";
import type { JsonDocument } from "../json/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { compactFormOf, jsonFormOf, startsLikeHeader } from "./form.ts";
import type { JsonPart, ParsedToken, Segment, SegmentName, TokenForm } from "./types.ts";

/** How many segments are read; a text may have a million dots. */
export const MAX_SEGMENTS = 64;

const JWS_NAMES: readonly SegmentName[] = ["header", "payload", "signature"];
/** The segments of a JWS that has lost its header. */
const HEADLESS_NAMES: readonly SegmentName[] = ["payload", "signature"];
const JWE_NAMES: readonly SegmentName[] = ["header", "encrypted-key", "iv", "ciphertext", "tag"];

/** A piece of the text between separators. */
interface Piece {
  readonly start: number;
  readonly text: string;
}

/**
 * Reads a token as far as possible, whatever the text is: its form, its segments with their bytes and problems, its
 * header, and the payload of a JWS (RFC 7515 section 7.1, RFC 7516 section 7.1, RFC 9901 section 4). Never fails,
 * never changes a character; linear time. `text.slice(range)` of a segment is the segment.
 */
export function parseToken(text: string): ParsedToken {
  const whole = { text, segments: [], segmentCount: 0, header: null, payload: null };
  if (text.trim() === "") return { ...whole, form: "empty" };
  if (/^[\s\ufeff]*\{/.test(text)) {
    const form = jsonFormOf(parseJson(text));
    if (form) return { ...whole, form };
  }
  const tilde = text.indexOf("~");
  const compact = tilde < 0 ? text : text.slice(0, tilde);
  const dotted = splitAt(compact, ".", 0);
  const first = decodeHeader(dotted.pieces[0]);
  if (tilde >= 0 && dotted.count > 1 && (dotted.count === 3 || startsLikeHeader(first.part.text))) {
    const rest = splitAt(text.slice(tilde + 1), "~", tilde + 1);
    return assemble(text, "sd-jwt", dotted, first, rest);
  }
  const { pieces, count } = tilde < 0 ? dotted : splitAt(text, ".", 0);
  const header = tilde < 0 ? first : decodeHeader(pieces[0]);
  const form = compactFormOf(text, count, header.part);
  return assemble(text, form, { pieces, count }, header, { pieces: [], count: 0 });
}

function assemble(text: string, form: TokenForm, dotted: Pieces, header: Decoded, rest: Pieces): ParsedToken {
  const segmentCount = dotted.count + rest.count;
  if (form === "text") return { text, form, segments: [], segmentCount, header: null, payload: null };
  const isHeadless = form === "jws" && dotted.count < 3 && looksLikeClaims(header.part.json);
  const names = form === "jwe" ? JWE_NAMES : isHeadless ? HEADLESS_NAMES : JWS_NAMES;
  const isUnencoded = form !== "jwe" && hasUnencodedPayload(header.part.json);
  const segments = dotted.pieces.map((piece, index) => {
    if (index === 0) return isHeadless ? { ...header.segment, name: "payload" as const } : header.segment;
    const name = names[index] ?? "extra";
    return name === "payload" && isUnencoded ? unencodedSegment(piece) : decodeSegment(piece, name);
  });
  for (const piece of rest.pieces.slice(0, MAX_SEGMENTS - segments.length)) segments.push(decodeExtra(piece));
  if (isHeadless) return { text, form, segments, segmentCount, header: null, payload: header.part };
  const payload = segments[1];
  return {
    text,
    form,
    segments,
    segmentCount,
    header: header.part,
    payload: payload?.name === "payload" ? partOf(payload) : null,
    ...(isUnencoded ? { unencodedPayload: true } : {}),
  };
}

/** Members that only claims sets have, not headers: an encrypted token's header may repeat `iss`, `sub` and `aud` (RFC 7519 section 5.3). */
const CLAIMS_ONLY: readonly string[] = ["exp", "iat", "nbf", "jti", "sub", "iss"];
const HEADERS_ONLY: readonly string[] = ["alg", "enc", "typ", "kid"];

/** Whether the first segment is a claims set: it has claims, and no header parameter. */
function looksLikeClaims({ root }: JsonDocument): boolean {
  if (root?.type !== "object") return false;
  const has = (name: string): boolean => lastMember(root, name) !== null;
  return CLAIMS_ONLY.some(has) && !HEADERS_ONLY.some(has);
}

interface Pieces {
  readonly pieces: readonly Piece[];
  readonly count: number;
}

/** The first `MAX_SEGMENTS` pieces, and the number of all. `offset` is the text's position in the token. */
function splitAt(text: string, separator: string, offset: number): Pieces {
  const pieces: Piece[] = [];
  let start = 0;
  let count = 0;
  for (;;) {
    const end = text.indexOf(separator, start);
    if (count < MAX_SEGMENTS)
      pieces.push({ start: offset + start, text: text.slice(start, end < 0 ? text.length : end) });
    count += 1;
    if (end < 0) return { pieces, count };
    start = end + 1;
  }
}

interface Decoded {
  readonly segment: Segment;
  readonly part: JsonPart;
}

function decodeHeader(piece: Piece = { start: 0, text: "" }): Decoded {
  const segment = decodeSegment(piece, "header");
  return { segment, part: partOf(segment) };
}

function decodeSegment({ start, text }: Piece, name: SegmentName): Segment {
  const { bytes, problems } = decodeBase64Url(text, start);
  return { name, range: { start, end: start + text.length }, text, bytes, problems };
}

/** A disclosure, or the key-binding JWT at the end of an SD-JWT, which is a token itself and not base64url as a whole. */
function decodeExtra(piece: Piece): Segment {
  const { start, text } = piece;
  if (!text.includes(".")) return decodeSegment(piece, "extra");
  return { name: "extra", range: { start, end: start + text.length }, text, bytes: new Uint8Array(), problems: [] };
}

/** A payload segment that is the payload itself. Characters that UTF-8 cannot encode are not a base64url problem, so none is listed. */
function unencodedSegment({ start, text }: Piece): Segment {
  return { name: "payload", range: { start, end: start + text.length }, text, bytes: encodeUtf8(text), problems: [] };
}

/** A JWE with its decrypted content; the JWE as it is if the content is not shown or not known. */
export function withContent(token: ParsedToken, payload: JsonPart | null | undefined): ParsedToken {
  return payload ? { ...token, payload } : token;
}

function partOf({ bytes }: Segment): JsonPart {
  return jsonPart(bytes);
}

/** Bytes read as UTF-8 JSON, as far as possible. The JSON is parsed when it is first read: of a token that is shown, the panes' is. */
export function jsonPart(bytes: Uint8Array<ArrayBuffer>): JsonPart {
  const { text, problems } = decodeUtf8(bytes);
  let json: JsonDocument | undefined;
  return {
    text,
    utf8: problems,
    get json() {
      return (json ??= parseJson(text));
    },
  };
}

/** Whether a header says that the payload is not encoded: `b64` is false, and `crit` lists it (RFC 7797 sections 3 and 6). */
export function hasUnencodedPayload({ root }: JsonDocument): boolean {
  if (root?.type !== "object") return false;
  const encoded = lastMember(root, "b64")?.value;
  const critical = lastMember(root, "crit")?.value;
  return (
    encoded?.type === "boolean" &&
    encoded.value === false &&
    critical?.type === "array" &&
    critical.items.some((item) => item.type === "string" && item.value === "b64")
  );
}
