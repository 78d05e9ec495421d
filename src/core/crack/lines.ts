/**
 * Calls `take` with each line of a word list: the bytes, where the line starts and where it ends, without its LF or
 * CRLF. Words are bytes, not text, because lists come in many encodings and a secret consists of bytes. Skips empty
 * lines. Stops and returns true as soon as `take` does.
 */
export function eachLine(bytes: Uint8Array, take: (bytes: Uint8Array, start: number, end: number) => boolean): boolean {
  let start = 0;
  const { length } = bytes;
  while (start < length) {
    let next = bytes.indexOf(LF, start);
    if (next < 0) next = length;
    const end = next > start && bytes[next - 1] === CR ? next - 1 : next;
    if (end > start && take(bytes, start, end)) return true;
    start = next + 1;
  }
  return false;
}

/** The end of the last whole line in a piece of a longer list; 0 if it contains no line end. */
export function wholeLines(piece: Uint8Array): number {
  return piece.lastIndexOf(LF) + 1;
}

/**
 * What the first bytes of a file say: text in UTF-16 is not a word list here, and a UTF-8 BOM is not part of a word.
 */
export function readListStart(
  first: Uint8Array,
): { readonly kind: "words"; readonly skip: number } | { readonly kind: "utf-16" } {
  const [a, b, c] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return { kind: "utf-16" };
  return { kind: "words", skip: a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0 };
}

const LF = 10;
const CR = 13;
