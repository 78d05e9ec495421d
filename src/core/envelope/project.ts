import { parseJson } from "../json/parse.ts";
import { minifyDocument } from "../json/print.ts";
import type { JsonDocument } from "../json/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { hasUnencodedPayload } from "./parse.ts";
import type { InnerTexts, PaneEdits, ParsedToken } from "./types.ts";

/** A base with its edits, and with the signature it had. */
export interface Projection {
  readonly text: string;
  /** The texts of the segments after the edits, as many as were read from the base. */
  readonly segments: readonly string[];
  /** Protected header, `.`, payload: what is signed (RFC 7515 section 5.1). Empty if the token is not a JWS. */
  readonly signingInput: string;
  /** Whether the text differs from the base's. */
  readonly edited: boolean;
  /** What follows the signature segment: nothing, further segments, or the disclosures of an SD-JWT. */
  readonly rest: string;
}

export interface ProjectOptions {
  /** Encode an edited segment with its white space as typed, instead of without. */
  readonly encodeAsTyped: boolean;
  /** The payload and key binding as changed by inner tokens; absent: unchanged. */
  readonly inner?: InnerTexts | null;
  /** `parseJson`, for callers that remember what they have read. */
  readonly read?: (text: string) => JsonDocument;
}

/**
 * Applies edits to a base. An edited segment is the base64url of the pane's text, without its insignificant white
 * space unless `encodeAsTyped`. Text that is not JSON is encoded as typed; an unencoded payload (RFC 7797) is the
 * text itself. An edited segment that is missing is added. Everything else is unchanged: without edits the text is
 * the base's. A JWE takes an edit of its header only, other forms none.
 */
export function projectToken(
  base: ParsedToken,
  edits: PaneEdits,
  { encodeAsTyped, inner = null, read = parseJson }: ProjectOptions,
): Projection {
  const isJws = base.form === "jws" || base.form === "sd-jwt";
  const texts = base.segments.map(({ text }) => text);
  const encode = (text: string): string => encodeBase64Url(encodeUtf8(text));
  const plain = (text: string): string => (encodeAsTyped ? text : minifyDocument(read(text)));
  if (edits.header !== undefined && (isJws || base.form === "jwe")) texts[0] = encode(plain(edits.header));
  const payload = inner?.content ?? (edits.payload === undefined ? null : plain(edits.payload));
  if (payload !== null && isJws) {
    texts[0] ??= "";
    const header = edits.header === undefined ? base.header?.json : read(edits.header);
    texts[1] = header && hasUnencodedPayload(header) ? payload : encode(payload);
  }
  const bound = (text: string): string =>
    inner === null || inner.binding === null ? text : text.slice(0, text.lastIndexOf("~") + 1) + inner.binding;
  const text = bound(splice(base, texts));
  return {
    text,
    segments: texts,
    signingInput: isJws ? `${texts[0] ?? ""}.${texts[1] ?? ""}` : "",
    edited: text !== base.text,
    rest: isJws ? bound(base.text.slice(endOfSignature(base))) : "",
  };
}

/** The projection's token with its signature segment (base64url, or empty) replaced or added. JWS and SD-JWT only. */
export function withSignature({ signingInput, rest }: Projection, signature: string): string {
  return `${signingInput}.${signature}${rest}`;
}

/** The base's text with its first two segments replaced; everything after them is kept, including segments that were not read. */
function splice(base: ParsedToken, [header = "", payload = ""]: readonly string[]): string {
  const [first, second] = base.segments;
  if (!first) return base.text;
  const head = base.text.slice(0, first.range.start) + header;
  // If the JWS part of an SD-JWT has one segment, what follows is not a payload.
  if (second && base.text[second.range.start - 1] === ".")
    return `${head}.${payload}${base.text.slice(second.range.end)}`;
  const tail = base.text.slice(first.range.end);
  return payload === "" ? head + tail : `${head}.${payload}${tail}`;
}

/** Where the signature segment ends, or would end. */
function endOfSignature({ segments, text, form }: ParsedToken): number {
  const tilde = form === "sd-jwt" ? text.indexOf("~") : -1;
  const end = segments[2]?.range.end ?? text.length;
  return tilde >= 0 && tilde < end ? tilde : end;
}
