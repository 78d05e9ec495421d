/** A piece of a file's text, and the byte at which it begins. */
export interface Decoded {
  readonly text: string;
  readonly byte: number;
}

interface Decoder {
  /** The complete text so far; an unfinished character waits for more bytes. */
  readonly push: (bytes: Uint8Array) => Decoded;
  /** What is left, unfinished or not. */
  readonly end: () => Decoded;
  /** The byte at which a character of a piece begins. */
  readonly byteAt: (piece: Decoded, at: number) => number;
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/**
 * Decodes a file in pieces: UTF-16 if a byte order mark says so (Unicode 23.8), else UTF-8. The joined result does
 * not depend on how the bytes were split. Leaves out the byte order mark. Invalid bytes become U+FFFD.
 */
export function createDecoder(): Decoder {
  let encoding: Encoding | null = null;
  let left = new Uint8Array();
  let byte = 0;
  const take = (bytes: Uint8Array, isEnd: boolean): Decoded => {
    let all = left.length === 0 ? bytes : joined(left, bytes);
    if (encoding === null) {
      if (all.length < 3 && !isEnd) {
        left = all.slice();
        return { text: "", byte };
      }
      const mark = markOf(all);
      encoding = mark.encoding;
      byte = mark.length;
      all = all.subarray(mark.length);
    }
    const whole = isEnd ? all.length : wholeLength(all, encoding);
    left = all.slice(whole);
    const start = byte;
    byte += whole;
    // The file's own mark is already removed: a later one is a character.
    return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(all.subarray(0, whole)), byte: start };
  };
  return {
    push: (bytes) => take(bytes, false),
    end: () => take(new Uint8Array(), true),
    byteAt: ({ text, byte: start }, at) =>
      start + (encoding === "utf-8" || encoding === null ? utf8Length(text.slice(0, at)) : 2 * at),
  };
}

function markOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly length: number } {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", length: 2 };
  return { encoding: "utf-8", length: a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0 };
}

/** How many bytes end with a whole character. */
function wholeLength(bytes: Uint8Array, encoding: Encoding): number {
  const { length } = bytes;
  if (encoding !== "utf-8") {
    const even = length - (length % 2);
    const high = bytes[encoding === "utf-16le" ? even - 1 : even - 2] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
  for (let back = 1; back <= 3 && back <= length; back += 1) {
    const lead = bytes[length - back] ?? 0;
    if (lead < 0x80) return length;
    if (lead >= 0xc0) {
      const needs = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
      return back < needs ? length - back : length;
    }
  }
  return length;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
