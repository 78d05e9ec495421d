import { smallestEdit } from "../core/text/edit.ts";

/** From this many lines on, the browser's command takes seconds: it lays out the field again for each line. */
const MANY = 500;

/**
 * Sets a textarea's text by the smallest single replacement, with the selection carried over. In the focused field
 * the browser's editing command does it, so that Ctrl+Z still works. Elsewhere, with very many lines, and if the
 * command is refused, the text is set directly.
 */
export function bringIn(area: HTMLTextAreaElement, text: string): void {
  const edit = smallestEdit(area.value, text);
  if (edit === null) return;
  const { start, end } = edit.range;
  const { selectionStart, selectionEnd } = area;
  const isShort = edit.insert.split("\n", MANY).length < MANY;
  if (isShort && document.activeElement === area && !area.readOnly) {
    area.setSelectionRange(start, end);
    document.execCommand(edit.insert === "" ? "delete" : "insertText", false, edit.insert);
    const shift = edit.insert.length - (end - start);
    const carried = (offset: number): number =>
      offset <= start ? offset : offset >= end ? offset + shift : start + edit.insert.length;
    if (area.value === text) area.setSelectionRange(carried(selectionStart), carried(selectionEnd));
  } else area.setRangeText(edit.insert, start, end, "preserve");
  if (area.value !== text) area.value = text;
}
