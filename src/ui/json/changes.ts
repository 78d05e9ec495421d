import { type ChangedLine, changedLines, memberName } from "../../core/text/changed-lines.ts";
import type { Hint } from "../../editor/pane.ts";
import { LAYER_LIMIT } from "../limits.ts";

const NONE: readonly ChangedLine[] = [];

/** How much of an old value is shown beside a line; the tooltip has all of it. */
const LONGEST = 48;

/** The lines of a pane that differ from what the page put there, which is what was pasted; none of a very long text. */
export function changedIn(put: string, text: string): readonly ChangedLine[] {
  return put === text || text.length > LAYER_LIMIT || put.length > LAYER_LIMIT ? NONE : changedLines(put, text);
}

/** A changed line's old text in words: "was" and the old value, or the full line. Null if there was nothing. */
export function wasOf(
  { was, gone }: ChangedLine,
  line: string,
): { readonly word: string; readonly old: string } | null {
  if (was !== null) {
    const value = memberName(was) === memberName(line) ? was.replace(/^"(?:[^"\\]|\\.)*"\s*:\s*/, "") : was;
    return { word: "was", old: value.replace(/,$/, "") };
  }
  return gone.length === 0 ? null : { word: "gone", old: gone.map((one) => one.replace(/,$/, "")).join(" ") };
}

/** Cut to fit beside a line. */
export function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The notes beside lines in the rich editor: dates, and old values of changed lines. */
export function hintsWith(beside: string, changed: readonly ChangedLine[], text: string): readonly Hint[] {
  const hints = JSON.parse(beside) as readonly Hint[];
  const ofLine = ({ start, end }: ChangedLine): Hint | undefined => hints.find(({ at }) => at >= start && at <= end);
  const told = changed.map((change) => {
    const was = wasOf(change, text.slice(change.start, change.end));
    const words = was === null ? "new" : `${was.word} ${short(was.old)}`;
    const hint = ofLine(change);
    return hint === undefined
      ? ({ at: change.start, text: "", more: "", was: words, tone: "" } as const)
      : // The old value is more useful than a second notation of the new one.
        { ...hint, more: "", was: words };
  });
  return [...hints.filter((hint) => !changed.some((change) => ofLine(change) === hint)), ...told];
}
