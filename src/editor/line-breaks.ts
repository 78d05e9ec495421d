import { applyEdit, smallestEdit } from "../core/text/edit.ts";
import type { Range } from "../core/text/range.ts";

/** The text as a textarea holds it: CRLF and a lone CR become LF (HTML, "normalize newlines"). */
export function shownText(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The offset in `shownText(text)` of an offset in `text`. */
export function toShown(text: string, offset: number): number {
  return text.includes("\r") ? shownText(text.slice(0, offset)).length : offset;
}

/** The reverse of `toShown`. An LF that was a CRLF is treated as a unit. */
export function fromShown(text: string, offset: number): number {
  if (!text.includes("\r")) return offset;
  let at = 0;
  for (let shown = 0; shown < offset && at < text.length; shown += 1) {
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
  }
  return at;
}

/**
 * The text after a change in the textarea that shows `text`: the smallest edit of the shown text, applied to the text
 * itself, so that carriage returns elsewhere survive although a textarea cannot hold them.
 */
export function carryOver(text: string, shownAfter: string): string {
  if (!text.includes("\r")) return shownAfter;
  const edit = smallestEdit(shownText(text), shownAfter);
  if (edit === null) return text;
  const range: Range = { start: fromShown(text, edit.range.start), end: fromShown(text, edit.range.end) };
  const after = applyEdit(text, { range, insert: edit.insert });
  // A lone CR followed by a new LF would show as one line break: then the shown text wins.
  return shownText(after) === shownAfter ? after : shownAfter;
}
