import type { Base64UrlDecoding, Base64UrlProblem } from "./base64url-types.ts";
import type { Range } from "./range.ts";

/** One decoding lists at most this many problems; a hostile megabyte has as many as it has characters. */
export const MAX_BASE64URL_PROBLEMS = 1000;

/** The characters of base64url, by the six bits that each stands for (RFC 4648 section 5). */
export const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const STRICT = /^[\w-]*$/;

/** Values of `SEXTETS` past the alphabet's 64: the kind of a character that encodes nothing. */
const OTHER = 64;
const PADDING = 65;
const SPACE = 66;
/** Added to 62 and 63 for `+` and `/`. */
const STANDARD = 128;

const SEXTETS = new Uint8Array(128).fill(OTHER);
for (let value = 0; value < 64; value += 1) SEXTETS[ALPHABET.charCodeAt(value)] = value;
SEXTETS[43] = STANDARD + 62;
SEXTETS[47] = STANDARD + 63;
SEXTETS[61] = PADDING;
for (const space of [9, 10, 11, 12, 13, 32]) SEXTETS[space] = SPACE;

interface NativeBase64 {
  fromBase64?(text: string, options: { alphabet: "base64url" }): Uint8Array<ArrayBuffer>;
  readonly prototype: { toBase64?(options: { alphabet: "base64url"; omitPadding: true }): string };
}
const native = Uint8Array as unknown as NativeBase64;

/**
 * Decodes a base64url text (RFC 7515 section 2, RFC 4648 section 5) as far as possible. Takes the text and its offset
 * in the text that the user sees, which the ranges refer to. Never fails: anything that is not base64url is skipped
 * (`+` and `/` are read as meant) and listed in text order, a run of one character as one problem, at most
 * `MAX_BASE64URL_PROBLEMS`. No problems means strict: alphabet, length, no padding, zero unused bits.
 */
export function decodeBase64Url(text: string, offset = 0): Base64UrlDecoding {
  if (isStrictBase64Url(text)) {
    const bytes = native.fromBase64
      ? native.fromBase64(text, { alphabet: "base64url" })
      : decodeSextets(sextetsOf(text), text.length);
    return { bytes, problems: [] };
  }
  return decodeLeniently(text, offset);
}

/**
 * Whether a text is base64url as defined in RFC 7515 section 2, and the canonical encoding (RFC 4648 section 3.5) of
 * its bytes.
 */
export function isStrictBase64Url(text: string): boolean {
  const rest = text.length % 4;
  if (rest === 1 || !STRICT.test(text)) return false;
  return rest === 0 || (sextetAt(text, text.length - 1) & unusedBits(rest)) === 0;
}

/** Encodes bytes as base64url without padding (RFC 7515 section 2 and appendix C). */
export function encodeBase64Url(bytes: Uint8Array): string {
  if (native.prototype.toBase64) {
    return native.prototype.toBase64.call(bytes, { alphabet: "base64url", omitPadding: true });
  }
  const { length } = bytes;
  const codes = new Uint8Array(Math.ceil((length * 4) / 3));
  let at = 0;
  for (let i = 0; i < length; i += 3) {
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    // Writes past the end of a typed array are ignored, as the last group needs.
    codes[at++] = CODES[group >>> 18] as number;
    codes[at++] = CODES[(group >>> 12) & 63] as number;
    codes[at++] = CODES[(group >>> 6) & 63] as number;
    codes[at++] = CODES[group & 63] as number;
  }
  return ascii.decode(codes);
}

const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const ascii = new TextDecoder();

function sextetAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < 128 ? (SEXTETS[code] as number) : OTHER;
}

/** The mask for the bits of the last sextet that no byte uses, by the number of sextets mod 4. */
function unusedBits(rest: number): number {
  return rest === 2 ? 15 : rest === 3 ? 3 : 0;
}

function sextetsOf(text: string): Uint8Array {
  const sextets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) sextets[i] = sextetAt(text, i);
  return sextets;
}

function decodeSextets(sextets: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((count * 3) >>> 2);
  let at = 0;
  for (let i = 0; i < count; i += 4) {
    const group =
      ((sextets[i] as number) << 18) |
      ((sextets[i + 1] ?? 0) << 12) |
      ((sextets[i + 2] ?? 0) << 6) |
      (sextets[i + 3] ?? 0);
    bytes[at++] = group >>> 16;
    bytes[at++] = group >>> 8;
    bytes[at++] = group;
  }
  return bytes;
}

function decodeLeniently(text: string, offset: number): Base64UrlDecoding {
  const sextets = new Uint8Array(text.length);
  const problems: Base64UrlProblem[] = [];
  let count = 0;
  let last = -1;
  for (let i = 0; i < text.length;) {
    const value = sextetAt(text, i);
    if (value < 64) {
      sextets[count++] = value;
      last = i;
      i += 1;
      continue;
    }
    if (value >= STANDARD) {
      sextets[count++] = value - STANDARD;
      last = i;
    }
    const end = endOfRun(text, i, value);
    if (problems.length < MAX_BASE64URL_PROBLEMS) {
      problems.push(problemAt(text, value, i, { start: offset + i, end: offset + end }));
    }
    i = end;
  }
  const end = endProblem(text, count, last, offset);
  if (end) insertInOrder(problems, end);
  return { bytes: decodeSextets(sextets, count), problems };
}

/** Where a run of the same skipped character ends. `+` and `/` each encode a value, so they do not form a run. */
function endOfRun(text: string, start: number, value: number): number {
  const point = text.codePointAt(start) as number;
  const width = point > 0xffff ? 2 : 1;
  let end = start + width;
  if (value < STANDARD) while (end < text.length && text.codePointAt(end) === point) end += width;
  return end;
}

function problemAt(text: string, value: number, index: number, range: Range): Base64UrlProblem {
  if (value >= STANDARD) return { code: "standard-alphabet", range, character: value === STANDARD + 62 ? "+" : "/" };
  if (value === PADDING) return { code: "padding", range };
  const codePoint = text.codePointAt(index) as number;
  return { code: value === SPACE ? "white-space" : "character", range, codePoint };
}

/**
 * What is wrong with the last character that encodes something (at `last`): it is one too many, or its unused bits are
 * not zero.
 */
function endProblem(text: string, count: number, last: number, offset: number): Base64UrlProblem | null {
  if (last < 0) return null;
  const range = { start: offset + last, end: offset + last + 1 };
  if (count % 4 === 1) return { code: "length", range };
  const value = sextetAt(text, last) & 63;
  const unused = unusedBits(count % 4);
  if ((value & unused) === 0) return null;
  return { code: "trailing-bits", range, canonical: ALPHABET[value & ~unused] as string };
}

/**
 * Keeps the list in text order: the problem of the last character goes before padding or white space that follows it.
 */
function insertInOrder(problems: Base64UrlProblem[], problem: Base64UrlProblem): void {
  let at = problems.length;
  while (at > 0 && (problems[at - 1] as Base64UrlProblem).range.start > problem.range.start) at -= 1;
  problems.splice(at, 0, problem);
}
