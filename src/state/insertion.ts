import { smallestEdit } from "../core/text/edit.ts";

/**
 * What may have been inserted when `before` became `after`. The place of an insertion is ambiguous where its ends repeat
 * its surroundings (every token starts with `eyJ`), so both extreme readings are given; the longest run of new characters
 * is at least the one that a person inserted.
 */
export function insertedTexts(before: string, after: string): readonly string[] {
  const edit = smallestEdit(before, after);
  if (edit === null || edit.insert === "") return [];
  const length = edit.insert.length;
  if (edit.range.end > edit.range.start) return [edit.insert];
  let start = edit.range.start;
  while (start > 0 && after[start - 1] === after[start - 1 + length]) start -= 1;
  const first = after.slice(start, start + length);
  return first === edit.insert ? [first] : [edit.insert, first];
}
