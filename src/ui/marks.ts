import type { PaneName } from "../core/rules/types.ts";
import { allFindings } from "../core/rules/flatten.ts";
import type { View } from "../state/types.ts";
import { type Mark, marksKey } from "../editor/runs.ts";
import { LAYER_LIMIT } from "./limits.ts";

/** More underlines than a person can read. */
const MOST_MARKS = 200;

/**
 * The places to underline in a pane, as a key for `marksOf`. Info findings and findings about a whole text are not
 * underlined.
 */
export function marksIn(view: View, pane: PaneName, length: number): string {
  // Findings about an inner token's characters do not apply to the outermost one.
  if (length > LAYER_LIMIT || (pane === "token" && view.path !== "")) return "";
  const marks: Mark[] = [];
  for (const { severity, place } of allFindings(view.findings)) {
    if (place?.pane !== pane || severity === "info" || severity === "ok" || marks.length === MOST_MARKS) continue;
    const { start, end } = place.range;
    if (end - start >= length) continue;
    // An empty range is drawn at the character before it, or it would be invisible.
    marks.push({ severity, range: start === end ? { start: Math.max(0, start - 1), end } : { start, end } });
  }
  return marksKey(marks);
}
