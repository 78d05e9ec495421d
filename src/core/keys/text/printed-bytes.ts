type Octets = Uint8Array<ArrayBuffer>;

/** Bytes that a program printed within a text. */
interface PrintedBytes {
  readonly octets: Octets;
  readonly start: number;
  readonly end: number;
}

/** No key has fewer bytes. */
const LEAST = 32;
/** One byte of a list, with the type that Java wants, in hex or decimal; Java's bytes are signed. */
const BYTE = /(?:\(s?byte\)[ \t]{0,2})?(?:0x([\da-f]{1,2})(?![\da-f])|(-?\d{1,3})(?!\d))/gi;
/** Python's bytes (`b'\x04…'`), and strings of nothing but hex escapes. */
const LITERAL = /\bb"((?:\\.|[^"\\\n]){20,20000})"|\bb'((?:\\.|[^'\\\n]){20,20000})'/g;
const ESCAPED: ReadonlyMap<string, number> = new Map([
  ["n", 10],
  ["r", 13],
  ["t", 9],
]);

/**
 * The bytes that a program printed as a list of numbers (in any brackets, decimal or hex, of any language) or as a
 * literal of Python; the longest list of the text, or its first literal. Null if there is neither. Linear time.
 */
export function printedBytes(text: string): PrintedBytes | null {
  return literalIn(text) ?? listIn(text);
}

function listIn(text: string): PrintedBytes | null {
  let longest: readonly RegExpExecArray[] = [];
  let run: RegExpExecArray[] = [];
  let end = -1;
  for (const match of text.matchAll(BYTE)) {
    const gap = end < 0 ? "" : text.slice(end, match.index);
    if (!/^[\s,;]{1,24}$/.test(gap)) run = [];
    run.push(match);
    end = match.index + match[0].length;
    if (run.length > longest.length) longest = run;
  }
  const [first, last] = [longest[0], longest.at(-1)];
  if (!first || !last || longest.length < LEAST) return null;
  const values = longest.map(([, hex, decimal]) => (hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)));
  if (values.some((value) => value < -128 || value > 255)) return null;
  return {
    octets: Uint8Array.from(values, (value) => value & 255),
    start: first.index,
    end: last.index + last[0].length,
  };
}

function literalIn(text: string): PrintedBytes | null {
  for (const { 0: whole, 1: double, 2: single, index } of text.matchAll(LITERAL)) {
    const inner = double ?? single ?? "";
    // Text in bytes is read by its own form.
    if (!inner.includes("\\x")) continue;
    const values = Array.from(inner.matchAll(/\\x([\da-f]{2})|\\(.)|[^\\]/gi), ([letter, hex, escaped]) => {
      if (hex !== undefined) return Number.parseInt(hex, 16);
      return escaped === undefined ? letter.charCodeAt(0) : (ESCAPED.get(escaped) ?? escaped.charCodeAt(0));
    });
    return { octets: Uint8Array.from(values), start: index, end: index + whole.length };
  }
  return null;
}

/** The hex digits of a text that is nothing else: with separators, or as a tool dumps bytes. */
export function hexOf(text: string): string {
  const dumped = dumpedHex(text);
  if (dumped !== null) return dumped;
  // .NET writes hyphens, which Base64url has too, so each pair must have one.
  if (/^[\da-f]{2}(?:-[\da-f]{2})+$/i.test(text)) return text.replaceAll("-", "");
  return text.replace(/^(?:<Buffer |x'|X')([^]*)[>']$/, "$1").replaceAll(/0x|\\x|[\s:,]/gi, "");
}

/**
 * The digits that `xxd`, `hexdump` or `od` printed, whatever the character column contains; null for other text.
 * `hexdump` and `od` without options print words of two bytes, the lower one first.
 */
export function dumpedHex(text: string): string | null {
  const lines = text.split("\n");
  if (lines.length < 2) return null;
  return wordsIn(lines) ?? bytesIn(lines);
}

function bytesIn(lines: readonly string[]): string | null {
  const dump = /^[ \t]*[\da-f]{4,8}:?[ \t]+((?:[\da-f]{2}[ \t]{0,2}){1,16})(?:[ \t]{1,60}\S.{0,20}|[ \t|].{0,20})?$/i;
  const isDump = lines.every((line) => dump.test(line) || /^[\da-f]{4,8}$/i.test(line.trim()));
  return isDump ? lines.map((line) => (dump.exec(line)?.[1] ?? "").replaceAll(/\s/g, "")).join("") : null;
}

/** The last line has only the length, which says whether the last word is a whole one. */
function wordsIn(lines: readonly string[]): string | null {
  for (const [radix, row] of [
    [16, /^[\da-f]{7}((?:[ \t]+[\da-f]{4}){1,8})[ \t]*$/],
    [8, /^[0-7]{7}((?:[ \t]+[0-7]{6}){1,8})[ \t]*$/],
  ] as const) {
    const [last = "", ...rows] = lines.toReversed();
    if (!/^[\da-f]{7}$/.test(last.trim()) || !rows.every((line) => row.test(line))) continue;
    const words = rows.toReversed().flatMap((line) => (row.exec(line)?.[1] ?? "").trim().split(/[ \t]+/));
    const octets = words.flatMap((word) => {
      const value = Number.parseInt(word, radix);
      return [value & 255, value >> 8];
    });
    const digits = octets.map((octet) => octet.toString(16).padStart(2, "0")).join("");
    return digits.slice(0, 2 * Number.parseInt(last.trim(), radix));
  }
  return null;
}

/** Bytes as numbers in square brackets, which are JSON as well. */
export const BYTE_ARRAY = /\[\s*(?:-?\d{1,3}[\s,]{1,8}){31,}-?\d{1,3},?\s*\]/;
