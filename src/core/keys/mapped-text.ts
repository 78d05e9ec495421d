import type { Range } from "../text/range.ts";

/**
 * A text that was made from the field's, which knows of each of its characters where in the field that stands: so that what
 * is found in a mended text is shown in the text that the user sees.
 */
export interface MappedText {
  readonly text: string;
  /** The offset in the field for each offset in `text`, its end included. */
  readonly origin: Int32Array;
}

/** The field's own text. */
export function mapText(text: string): MappedText {
  return { text, origin: Int32Array.from({ length: text.length + 1 }, (_, index) => index) };
}

/** The place in the field of a part of the mended text. */
export function placeOf({ origin }: MappedText, start: number, end: number): Range {
  const from = origin[start] as number;
  return { start: from, end: Math.max(from, origin[end] as number) };
}

/** The place in the field of one character, which is `width` long; what was taken out behind it does not count. */
export function characterPlace({ origin }: MappedText, at: number, width = 1): Range {
  const start = origin[at] as number;
  return { start, end: start + width };
}

/** A part of the text. */
export function sliceText({ text, origin }: MappedText, start: number, end = text.length): MappedText {
  return { text: text.slice(start, end), origin: origin.slice(start, end + 1) };
}

/** Without the white space at both ends. */
export function trimText(mapped: MappedText): MappedText {
  const { length } = mapped.text.trimEnd();
  return sliceText(mapped, length - mapped.text.trimEnd().trimStart().length, length);
}

/** Each match replaced; the new characters stand where the match began. `pattern` must have the flag g. */
export function replaceText(
  mapped: MappedText,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string,
): { readonly result: MappedText; readonly places: readonly Range[] } {
  const { text, origin } = mapped;
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return { result: mapped, places: [] };
  const inserts = matches.map(by);
  const removed = matches.reduce((sum, match) => sum + match[0].length, 0);
  const added = inserts.reduce((sum, insert) => sum + insert.length, 0);
  const moved = new Int32Array(origin.length - removed + added);
  const parts: string[] = [];
  let from = 0;
  let to = 0;
  for (const [index, match] of matches.entries()) {
    const insert = inserts[index] as string;
    parts.push(text.slice(from, match.index), insert);
    moved.set(origin.subarray(from, match.index), to);
    to += match.index - from;
    moved.fill(origin[match.index] as number, to, to + insert.length);
    to += insert.length;
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  moved.set(origin.subarray(from), to);
  return {
    result: { text: parts.join(""), origin: moved },
    places: matches.map((match) => placeOf(mapped, match.index, match.index + match[0].length)),
  };
}
