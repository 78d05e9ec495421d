import type { SourceLine } from "../../core/lab/sources.ts";
import { type DiffLine, jsonDiff } from "./json-diff.ts";
import { type JsonPart, jsonParts, type Shown } from "./json-lines.ts";

/** A slide's line: unchanged, added, removed, or the number left out. */
export interface SlideLine extends Omit<DiffLine, "kind" | "step"> {
  readonly kind: DiffLine["kind"] | "more";
}

/** A part of the token on a slide. */
interface SlidePart {
  readonly part: JsonPart;
  readonly lines: readonly SlideLine[];
}

/** A slide has a fixed size, text that the last row can read, and no scrolling: this is how much fits. */
export const SLIDE = { rows: 10, columns: 45, codeRows: 9, codeColumns: 43 } as const;

/** The most informative members, if nothing changed. */
const TELLING = /^\s*"(?:alg|kid|jku|x5u|crit|role|sub|exp|iss|aud)":/;

/**
 * The difference of a step (from 1) as a slide shows it: changed lines first in the rows of a slide for all parts together, the rest of
 * the room for lines around them. Long lines are cut in the middle of what nobody reads: a whole token never shows.
 */
export function slideParts(tokens: readonly Shown[], at: number): readonly SlidePart[] {
  const parts = jsonParts(tokens[at - 1] ?? { token: "" });
  const diffs = parts.map((part) => jsonDiff(tokens, at, part).filter(({ text }) => !/^\s*[{}[\]],?$/.test(text)));
  const changed = diffs.map((lines) => lines.filter(({ kind }) => kind !== "same").length);
  let left: number = SLIDE.rows;
  return parts.map((part, index) => {
    const lines = diffs[index] ?? [];
    // Each following part keeps a row for each of its changes, and at least one.
    const following = changed.slice(index + 1).reduce((sum, one) => sum + Math.max(1, Math.min(one, 3)), 0);
    const share = Math.max(
      1,
      index === parts.length - 1 ? left : Math.min(left - following, Math.ceil(SLIDE.rows / 2)),
    );
    const shown = chosen(lines, share);
    left -= shown.length;
    return { part, lines: shown };
  });
}

/** The `most` important lines, in order; if changes are left out, the last row says how many. */
function chosen(lines: readonly DiffLine[], most: number): readonly SlideLine[] {
  const worth = ({ kind, text }: DiffLine): number => (kind !== "same" ? 0 : TELLING.test(text) ? 1 : 2);
  const order = lines.map((line, index) => ({ index, worth: worth(line) })).toSorted((a, b) => a.worth - b.worth);
  const changes = order.filter((one) => one.worth === 0).length;
  const fits = changes > most ? most - 1 : most;
  const kept = new Set(order.slice(0, fits).map(({ index }) => index));
  const shown: SlideLine[] = lines.filter((_, index) => kept.has(index)).map(cut);
  if (changes > most) shown.push({ kind: "more", text: `and ${changes - fits} more changed lines`, mark: null });
  return shown;
}

/** A line cut to fit a slide, with its differences visible. */
function cut({ kind, text: whole, mark }: DiffLine): SlideLine {
  const text = whole.replace(/^ +/, "").replace(/,$/, "");
  const indent = whole.length - whole.replace(/^ +/, "").length;
  const moved = mark && { start: Math.max(0, mark.start - indent), end: Math.max(0, mark.end - indent) };
  const room = SLIDE.columns - 2;
  if (text.length <= room) return { kind, text, mark: moved };
  // Keeps the name, the beginning of the value, and its last letters.
  const tail = 8;
  const head = room - tail - 1;
  const short = `${text.slice(0, head)}…${text.slice(-tail)}`;
  return { kind, text: short, mark: moved && { start: Math.min(moved.start, head), end: short.length } };
}

/** A row of a slide's code: a line of the source, or the sign that code was left out there. */
export type CodeRow = SourceLine | { readonly number: "before" | "after"; readonly text: "…"; readonly guilty: null };

/**
 * The lines of code around the marked one, as many as fit in `codeRows` rows after wrapping, with a row for code left
 * out before or after them. Comments are dropped unsaid, the end of the function first.
 */
export function slideCode(lines: readonly SourceLine[]): readonly CodeRow[] {
  const rows = ({ text }: SourceLine): number => Math.max(1, Math.ceil(text.length / SLIDE.codeColumns));
  const code = lines.filter(({ text }) => text.trim() !== "" && !/^\s*(?:\/\*\*|\*|\/\/)/.test(text));
  const guilty = Math.max(
    0,
    code.findIndex((line) => line.guilty !== null),
  );
  let [from, to] = [guilty, guilty + 1];
  const fits = (start: number, end: number): boolean =>
    code.slice(start, end).reduce((sum, line) => sum + rows(line), 0) + Number(start > 0) + Number(end < code.length) <=
    SLIDE.codeRows;
  for (;;) {
    if (from > 0 && fits(from - 1, to)) from -= 1;
    else if (to < code.length && fits(from, to + 1)) to += 1;
    else break;
  }
  return [
    ...(from > 0 ? [{ number: "before", text: "…", guilty: null } as const] : []),
    ...code.slice(from, to),
    ...(to < code.length ? [{ number: "after", text: "…", guilty: null } as const] : []),
  ];
}

/** A text of at most `most` characters; longer ones are cut in the middle. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}
