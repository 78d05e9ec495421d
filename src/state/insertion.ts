import { smallestEdit } from "../core/text/edit.ts";

/** Fewer equal characters at the ends of two texts are coincidence. */
const BY_CHANCE = 4;

/**
 * What may have been inserted when `before` became `after`. The place of an insertion is ambiguous where its ends repeat
 * its surroundings (every token starts with `eyJ`), so both extreme readings are returned; the longest run of new
 * characters is at least as long as what the user inserted.
 */
export function insertedTexts(before: string, after: string): readonly string[] {
  const edit = smallestEdit(before, after);
  if (edit === null || edit.insert === "") return [];
  const length = edit.insert.length;
  if (edit.range.end > edit.range.start) {
    // In a full replacement, old and new text may begin or end alike by chance.
    const start = edit.range.start < BY_CHANCE ? 0 : edit.range.start;
    const alike = before.length - edit.range.end;
    const wider = after.slice(start, after.length - (alike < BY_CHANCE ? 0 : alike));
    return wider === edit.insert ? [wider] : [wider, edit.insert];
  }
  let start = edit.range.start;
  while (start > 0 && after[start - 1] === after[start - 1 + length]) start -= 1;
  const first = after.slice(start, start + length);
  return first === edit.insert ? [first] : [edit.insert, first];
}
