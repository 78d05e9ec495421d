import type { PaneName } from "../core/rules/types.ts";
import type { View } from "../state/types.ts";
import { type Mark, marksKey } from "../editor/runs.ts";

/** Up to this many characters a layer behind a plain field colours and underlines its text. */
export const LAYER_LIMIT = 64 * 1024;

/** More underlines than a person can read. */
const MOST_MARKS = 200;

/**
 * The places to underline in a pane, as a key for `marksOf`. What only informs is not underlined, and neither is a text as
 * a whole: the finding says it.
 */
export function marksIn(view: View, pane: PaneName, length: number): string {
  if (length > LAYER_LIMIT) return "";
  const marks: Mark[] = [];
  for (const { severity, place } of view.findings) {
    if (place?.pane !== pane || severity === "info" || severity === "ok" || marks.length === MOST_MARKS) continue;
    const { start, end } = place.range;
    if (end - start >= length) continue;
    // An empty range shows at the character before it, or it would not show.
    marks.push({ severity, range: start === end ? { start: Math.max(0, start - 1), end } : { start, end } });
  }
  return marksKey(marks);
}
