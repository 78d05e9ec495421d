import { bare, type JsonPart, jsonParts, linesOf, type Shown } from "./json-lines.ts";

/** A line of the difference between a step's token and the one that the attack started from. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  /** The step (from 1) that made the change; null if unchanged. */
  readonly step: number | null;
  /** The differing range in a line that replaced another, or was replaced. Half-open, UTF-16 units. */
  readonly mark: { readonly start: number; readonly end: number } | null;
}

const NONE: Shown = { token: "" };
/** Beyond this many lines no pairs are matched: all old lines count as removed, all new ones as added. */
const MOST_LINES = 300;

/**
 * The lines of a part of the token of step `at` (from 1) against the token of the first step. `tokens` are those of all steps.
 * What was removed is before what took its place; each change says which step made it.
 */
export function jsonDiff(tokens: readonly Shown[], at: number, part: JsonPart): readonly DiffLine[] {
  const now = tokens[at - 1] ?? NONE;
  // A token that became JSON in a later step is compared with the first JSON one.
  const first = (part === "all" ? tokens.find((token) => jsonParts(token).includes("all")) : tokens[0]) ?? NONE;
  const [old, lines] = [linesOf(first, part), linesOf(now, part)];
  const sets = tokens.slice(0, at).map((token) => new Set(linesOf(token, part).map(bare)));
  /** The step that added or removed a line. */
  const since = (line: string, isThere: boolean): number =>
    sets.findLastIndex((set) => set.has(bare(line)) !== isThere) + 2;
  return paired(old, lines).map(({ kind, text, mark }) => ({
    kind,
    text,
    mark,
    step: kind === "same" ? null : since(text, kind === "added"),
  }));
}

type Plain = Omit<DiffLine, "step">;

function paired(old: readonly string[], lines: readonly string[]): readonly Plain[] {
  const out: Plain[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = (): void => {
    const isExchange = removed.length === added.length;
    for (const [index, text] of removed.entries())
      out.push({ kind: "removed", text, mark: isExchange ? differing(text, added[index] ?? "") : null });
    for (const [index, text] of added.entries())
      out.push({ kind: "added", text, mark: isExchange ? differing(text, removed[index] ?? "") : null });
    [removed, added] = [[], []];
  };
  let i = 0;
  for (const [j, isCommon] of commonLines(old, lines).entries()) {
    const text = lines[j] ?? "";
    if (!isCommon) {
      added.push(text);
      continue;
    }
    while (i < old.length && bare(old[i] ?? "") !== bare(text)) removed.push(old[i++] ?? "");
    i += 1;
    flush();
    out.push({ kind: "same", text, mark: null });
  }
  removed.push(...old.slice(i));
  flush();
  return out;
}

/** Which of `lines` belong to a longest common subsequence with `old`. */
function commonLines(old: readonly string[], lines: readonly string[]): readonly boolean[] {
  if (old.length > MOST_LINES || lines.length > MOST_LINES) return lines.map(() => false);
  const isSame = (i: number, j: number): boolean => bare(old[i] ?? "") === bare(lines[j] ?? "");
  const width = lines.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = lines.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const common = lines.map(() => false);
  for (let [i, j] = [0, 0]; i < old.length && j < lines.length;) {
    if (isSame(i, j)) {
      common[j] = true;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}

/** The differing part of a line: everything between the common beginning and end, without the name of a common member. */
function differing(line: string, other: string): DiffLine["mark"] {
  const [a, b] = [bare(line), bare(other)];
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) start += 1;
  let same = 0;
  while (same < least - start && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  // A value that shares letters with the previous one is still a different value: it is marked completely, up to its name.
  const colon = /^\s*"[^"]*":\s*"?/.exec(a)?.[0].length ?? 0;
  if (colon > 0 && start >= colon) return { start: colon, end: a.length - (a.endsWith('"') ? 1 : 0) };
  return { start, end: a.length - same };
}
