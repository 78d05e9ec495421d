import type { Range } from "./range.ts";

/** A run of bytes that is not UTF-8 (RFC 3629), and the place of its U+FFFDs in the decoded text. */
interface Utf8Problem {
  readonly byteRange: Range;
  readonly range: Range;
}

/**
 * Bytes decoded as UTF-8: the text, and the bytes that were not UTF-8. No problems means that `encodeUtf8(text)` gives
 * the bytes.
 */
interface Utf8Decoding {
  readonly text: string;
  readonly problems: readonly Utf8Problem[];
}

/** At most this many runs of bad bytes are listed. */
const MAX_UTF8_PROBLEMS = 1000;

// A leading BOM is content here: with it a JSON text is not JSON (RFC 8259 section 8.1), so it must not vanish.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Decodes bytes as UTF-8 (RFC 3629). Never fails: each maximal piece of a broken sequence becomes one U+FFFD, as in
 * every browser, and adjacent ones are listed as one problem. A leading BOM stays in the text.
 */
export function decodeUtf8(bytes: Uint8Array): Utf8Decoding {
  try {
    return { text: strict.decode(bytes), problems: [] };
  } catch {
    return { text: lenient.decode(bytes), problems: findBadRuns(bytes) };
  }
}

/**
 * Encodes a text as UTF-8. A lone surrogate has no encoding and becomes that of U+FFFD: check `hasLoneSurrogate` first.
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  // Most of what a token says is ASCII, one byte per character: there `encodeInto` is three times as fast.
  const bytes = new Uint8Array(text.length);
  const { read } = encoder.encodeInto(text, bytes);
  return read === text.length ? bytes : encoder.encode(text);
}

/** Whether a text contains half of a surrogate pair, which UTF-8 cannot carry (RFC 3629 section 3). */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** The places of unpaired surrogates, in text order. */
export function findLoneSurrogates(text: string): readonly Range[] {
  return Array.from(text.matchAll(/\p{Surrogate}/gu), ({ index }) => ({ start: index, end: index + 1 }));
}

function findBadRuns(bytes: Uint8Array): readonly Utf8Problem[] {
  const problems: Utf8Problem[] = [];
  let unit = 0;
  let open: { byte: number; unit: number } | null = null;
  for (let i = 0; i < bytes.length;) {
    const sequence = sequenceAt(bytes, i);
    if (sequence.good) {
      if (open) problems.push(close(open, i, unit));
      open = null;
      if (problems.length >= MAX_UTF8_PROBLEMS) return problems;
      unit += sequence.length === 4 ? 2 : 1;
    } else {
      open ??= { byte: i, unit };
      unit += 1;
    }
    i += sequence.length;
  }
  if (open) problems.push(close(open, bytes.length, unit));
  return problems;
}

function close(open: { byte: number; unit: number }, byte: number, unit: number): Utf8Problem {
  return { byteRange: { start: open.byte, end: byte }, range: { start: open.unit, end: unit } };
}

/**
 * The sequence at a byte: a whole character, or the maximal piece of one (Unicode 16 section 3.9, table 3-7: the second
 * byte's bounds rule out overlong forms, surrogates, and anything past U+10FFFF).
 */
export function sequenceAt(bytes: Uint8Array, at: number): { length: number; good: boolean } {
  const lead = bytes[at] as number;
  if (lead < 0x80) return { length: 1, good: true };
  const wanted =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (wanted === 0) return { length: 1, good: false };
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let length = 1; length < wanted; length += 1) {
    const byte = bytes[at + length];
    if (byte === undefined || byte < low || byte > high) return { length, good: false };
    low = 0x80;
    high = 0xbf;
  }
  return { length: wanted, good: true };
}
