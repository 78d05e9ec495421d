import type { Range } from "../../text/range.ts";

/**
 * A text derived from the field's text that knows where in the field each of its characters is, so findings in a
 * repaired text are shown in the text that the user sees.
 */
export interface MappedText {
  readonly text: string;
  /** The offset in the field for each offset in `text`, its end included. */
  readonly origin: Int32Array;
}

/** The field's own text. */
export function mapText(text: string): MappedText {
  return { text, origin: new Int32Array(text.length + 1).map((_, index) => index) };
}

/** The place in the field of a part of the repaired text. */
export function placeOf({ origin }: MappedText, start: number, end: number): Range {
  const from = origin[start] as number;
  return { start: from, end: Math.max(from, origin[end] as number) };
}

/** The place in the field of one character, which is `width` long; removed text after it does not count. */
export function characterPlace({ origin }: MappedText, at: number, width = 1): Range {
  const start = origin[at] as number;
  return { start, end: start + width };
}

/** A part of the text. */
export function sliceText({ text, origin }: MappedText, start: number, end = text.length): MappedText {
  return { text: text.slice(start, end), origin: origin.slice(start, end + 1) };
}

/** A text that is not in the field, inserted at one of its offsets. */
export function literalText(text: string, at: number): MappedText {
  return { text, origin: new Int32Array(text.length + 1).fill(at) };
}

/** Several texts concatenated. */
export function concatText(pieces: readonly MappedText[]): MappedText {
  const text = pieces.map((piece) => piece.text).join("");
  const origin = new Int32Array(text.length + 1);
  let at = 0;
  for (const piece of pieces) {
    origin.set(piece.origin, at);
    at += piece.text.length;
  }
  return { text, origin };
}

/** Without the white space at both ends. */
export function trimText(mapped: MappedText): MappedText {
  const { length } = mapped.text.trimEnd();
  return sliceText(mapped, length - mapped.text.trimEnd().trimStart().length, length);
}

/** How many places of one replacement are recorded. */
const TOLD = 10;

/**
 * Replaces each match; the new characters map to its start. `pattern` must have the flag g and not match empty text.
 * `places` are those of the first matches, at most ten. Linear time.
 */
export function replaceText(
  mapped: MappedText,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string,
): { readonly result: MappedText; readonly places: readonly Range[] } {
  const { text, origin } = mapped;
  const places: Range[] = [];
  let moved = new Int32Array(origin.length);
  let result = "";
  let from = 0;
  const copy = (end: number, insert: string, at: number): void => {
    const kept = result.length;
    const length = kept + end - from + insert.length;
    if (length > moved.length) {
      const grown = new Int32Array(length * 2);
      grown.set(moved);
      moved = grown;
    }
    moved.set(origin.subarray(from, end), kept);
    moved.fill(at, kept + end - from, length);
    result += text.slice(from, end) + insert;
  };
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (places.length < TOLD) places.push(placeOf(mapped, match.index, end));
    copy(match.index, by(match), origin[match.index] as number);
    from = end;
  }
  if (places.length === 0) return { result: mapped, places };
  copy(text.length, "", 0);
  const whole = new Int32Array(result.length + 1);
  whole.set(moved.subarray(0, result.length));
  whole[result.length] = origin[text.length] as number;
  return { result: { text: result, origin: whole }, places };
}
