import type { TextEdit } from "./range.ts";

/**
 * The text after several replacements. Their ranges refer to the original text and do not overlap; of several at one place the
 * last is written first. Time in proportion to the text and the number of edits.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let end = text.length;
  const tail = edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((after, { range, insert }) => {
      const made = insert + text.slice(range.end, end) + after;
      end = range.start;
      return made;
    }, "");
  return text.slice(0, end) + tail;
}
