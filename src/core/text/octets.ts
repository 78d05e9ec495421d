import { encodeUtf8, sequenceAt } from "./utf8.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A byte that is not UTF-8 is encoded as this plus itself: half of a surrogate pair, which no UTF-8 decodes to. */
const ESCAPED = 0xdc00;
const ESCAPES = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

/**
 * A text that can represent any bytes: decoded UTF-8, and half a surrogate pair for each byte that is not UTF-8 (as in
 * PEP 383), so that `octetsOfText` returns exactly these bytes. Linear in the bytes.
 */
export function textOfOctets(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    // Handled below, piece by piece.
  }
  let text = "";
  let good = 0;
  for (let at = 0; at < bytes.length;) {
    const { length, good: isGood } = sequenceAt(bytes, at);
    if (!isGood) {
      text += strict.decode(bytes.subarray(good, at));
      for (const octet of bytes.subarray(at, at + length)) text += String.fromCharCode(ESCAPED + octet);
      good = at + length;
    }
    at += length;
  }
  return text + strict.decode(bytes.subarray(good));
}

/**
 * The bytes that a text represents: its UTF-8, and the bytes that `textOfOctets` put into it. Any other lone surrogate
 * becomes U+FFFD.
 */
export function octetsOfText(text: string): Uint8Array<ArrayBuffer> {
  if (!isBinary(text)) return encodeUtf8(text);
  const pieces: Uint8Array[] = [];
  let done = 0;
  for (const { index } of text.matchAll(ESCAPES)) {
    pieces.push(encodeUtf8(text.slice(done, index)), Uint8Array.of(text.charCodeAt(index) - ESCAPED));
    done = index + 1;
  }
  pieces.push(encodeUtf8(text.slice(done)));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Whether a text represents bytes that are not UTF-8, so it cannot be shown or typed. */
export function isBinary(text: string): boolean {
  return text.search(ESCAPES) >= 0;
}
