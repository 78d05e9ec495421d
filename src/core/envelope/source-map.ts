import type { JsonDocument, JsonMember } from "../json/types.ts";
import type { Range } from "../text/range.ts";
import type { JsonPart, Segment } from "./types.ts";

/**
 * The characters of a token that carry the bits of something, as offsets in the token. A base64url character carries
 * six bits (RFC 4648 section 5), so the first or last one may also carry bits of the neighbouring text.
 */
interface Carriers {
  readonly range: Range;
  /** The first character also carries bits of the text before. */
  readonly sharedStart: boolean;
  /** The last character also carries bits of the text after. */
  readonly sharedEnd: boolean;
}

/** Maps between a pane's text and the segment that encodes it. */
export interface SourceMap {
  /** The characters that carry a range of the pane's text; null if none of the range is encoded (white space). */
  readonly carriersOf: (range: Range) => Carriers | null;
  /** The pane's character that owns most bits of a token's character; null if none. */
  readonly characterAt: (offset: number) => number | null;
  /** The member of the pane's object that owns most bits of a token's character, the earlier one on a tie; null if none. */
  readonly memberAt: (offset: number) => JsonMember | null;
}

const CARRIES = /[\w+/-]/;

/**
 * Maps a pane to its segment: `part` is the decoded segment, `pane` what the pane shows, which may differ in
 * insignificant white space (RFC 8259 section 2). Null if the bytes are not UTF-8, or the texts differ in more than
 * that. Linear in the text.
 */
export function createSourceMap(segment: Segment, part: JsonPart, pane: JsonDocument): SourceMap | null {
  if (part.utf8.length > 0) return null;
  const toDecoded = align(pane.text, part.text);
  if (toDecoded === null) return null;
  const toByte = byteOffsets(part.text);
  const carrying = carryingOffsets(segment);
  const members = pane.root?.type === "object" ? pane.root.members : [];

  const bitsOf = ({ start, end }: Range): Range => ({
    start: 8 * at(toByte, at(toDecoded, start)),
    end: 8 * at(toByte, at(toDecoded, end)),
  });
  return {
    carriersOf(range) {
      const bits = bitsOf(range);
      if (bits.start >= bits.end) return null;
      const first = carrying(Math.floor(bits.start / 6));
      const last = carrying(Math.ceil(bits.end / 6) - 1);
      if (first === null || last === null) return null;
      return {
        range: { start: first, end: last + 1 },
        sharedStart: bits.start % 6 !== 0,
        // After the last byte there are only unused bits.
        sharedEnd: bits.end % 6 !== 0 && bits.end < 8 * at(toByte, part.text.length),
      };
    },
    characterAt(offset) {
      const index = indexOfCarrier(segment, offset);
      if (index === null) return null;
      const byte = Math.floor((6 * index + 3) / 8);
      // The last of the pane's characters that start at or before this byte: white space is not encoded.
      let [from, to] = [0, pane.text.length];
      while (to - from > 1) {
        const middle = (from + to) >> 1;
        if (at(toByte, at(toDecoded, middle)) <= byte) from = middle;
        else to = middle;
      }
      return pane.text === "" ? null : from;
    },
    memberAt(offset) {
      const index = indexOfCarrier(segment, offset);
      if (index === null) return null;
      let best: JsonMember | null = null;
      let most = 0;
      for (const member of members) {
        const bits = bitsOf(member.range);
        const overlap = Math.min(bits.end, 6 * index + 6) - Math.max(bits.start, 6 * index);
        if (overlap <= most) continue;
        best = member;
        most = overlap;
      }
      return best;
    },
  };
}

/**
 * The members of a document's object that a range of its text touches. An empty range is a caret: it selects the
 * member that contains or touches it, or else the one on its line with only blanks and a comma between.
 */
export function membersAt({ root, text }: JsonDocument, { start, end }: Range): readonly JsonMember[] {
  const members = root?.type === "object" ? root.members : [];
  if (start !== end) return members.filter(({ range }) => range.start < end && start < range.end);
  const touched = members.filter(({ range }) => range.start <= start && start <= range.end);
  if (touched.length > 0) return touched.slice(0, 1);
  const beside = members.find(({ range }) =>
    range.end < start
      ? BESIDE.test(text.slice(range.end, Math.min(start, range.end + 100))) && start - range.end < 100
      : /^[ \t]*$/.test(text.slice(Math.max(start, range.start - 100), range.start)) && range.start - start < 100,
  );
  return beside === undefined ? [] : [beside];
}

/** What may be between a member's end and a caret on its line. */
const BESIDE = /^[ \t]*(?:,[ \t]*)?$/;

function at(offsets: ArrayLike<number>, index: number): number {
  return offsets[Math.min(Math.max(index, 0), offsets.length - 1)] ?? 0;
}

/**
 * For each offset of `shown`, the offset in `encoded` of the same character; white space that is not encoded maps to
 * the offset of what follows. Null if the texts differ in more than insignificant white space.
 */
function align(shown: string, encoded: string): Uint32Array | null {
  const map = new Uint32Array(shown.length + 1);
  if (shown === encoded) return map.map((_, index) => index);
  let to = 0;
  let inString = false;
  for (let from = 0; from < shown.length; from += 1) {
    const code = shown.charCodeAt(from);
    if (!inString) {
      if (isSpace(code)) {
        // Encoded white space is skipped with what follows.
        map[from] = to;
        continue;
      }
      while (isSpace(encoded.charCodeAt(to))) to += 1;
    }
    if (encoded.charCodeAt(to) !== code) return null;
    map[from] = to;
    if (code === 0x22) inString = !inString;
    else if (inString && code === 0x5c) {
      from += 1;
      to += 1;
      if (encoded.charCodeAt(to) !== shown.charCodeAt(from)) return null;
      map[from] = to;
    }
    to += 1;
  }
  map[shown.length] = to;
  while (isSpace(encoded.charCodeAt(to))) to += 1;
  return to === encoded.length ? map : null;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** For each offset of a text, the number of UTF-8 bytes before it; inside a surrogate pair, those before the pair. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let index = 0; index < text.length;) {
    const point = text.codePointAt(index) ?? 0;
    offsets[index] = bytes;
    if (point > 0xffff) offsets[index + 1] = bytes;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point > 0xffff ? 4 : 3;
    index += point > 0xffff ? 2 : 1;
  }
  offsets[text.length] = bytes;
  return offsets;
}

/** The token offset of the n-th character that carries bits; characters that carry none (white space, padding) are skipped. */
function carryingOffsets({ text, range, problems }: Segment): (index: number) => number | null {
  if (problems.length === 0) return (index) => (index < text.length ? range.start + index : null);
  const offsets: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (CARRIES.test(text.charAt(index))) offsets.push(range.start + index);
  }
  return (index) => offsets[index] ?? null;
}

/** The index, among the characters that carry bits, of the one at a token offset; null if there is none. */
function indexOfCarrier({ text, range, problems }: Segment, offset: number): number | null {
  const index = offset - range.start;
  if (index < 0 || index >= text.length || !CARRIES.test(text.charAt(index))) return null;
  if (problems.length === 0) return index;
  let count = 0;
  for (let before = 0; before < index; before += 1) if (CARRIES.test(text.charAt(before))) count += 1;
  return count;
}
