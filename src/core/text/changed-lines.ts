/** A line of a text that differs from an earlier one. */
export interface ChangedLine {
  /** Where it starts, and where it ends without its line break. */
  readonly start: number;
  readonly end: number;
  /** The line that it replaced, without the white space around it; null if it replaced none. */
  readonly was: string | null;
  /** The lines removed before it, or after it if it is the last. */
  readonly gone: readonly string[];
}

/** Past this many pairs of lines, lines are no longer matched: all count as changed. */
const MOST_PAIRS = 250_000;

/** The content of a line, without the comma at its end, which depends on its neighbours. */
const said = (line: string): string => line.trim().replace(/,$/, "");

/** The name of the member that begins in a line; null if none does. */
export function memberName(line: string): string | null {
  return /^\s*"((?:[^"\\]|\\.)*)"\s*:/.exec(line)?.[1] ?? null;
}

/**
 * The lines of `after` that are not in `before`, in order, with the line that each replaced: the one with the same
 * member, else the one with the same number. Ignores white space around a line and a comma after it. Bounded: never
 * more than linear for long texts.
 */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  if (before === after) return [];
  const [old, now] = [before.split("\n"), after.split("\n")];
  const [from, to] = [old.map(said), now.map(said)];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1;
  const starts: number[] = [];
  let at = 0;
  for (const line of now) {
    starts.push(at);
    at += line.length + 1;
  }
  const changed: ChangedLine[] = [];
  const add = (index: number, was: string | null, gone: readonly string[]): void => {
    const start = starts[index] ?? 0;
    changed.push({ start, end: start + (now[index]?.length ?? 0), was, gone });
  };
  for (const gap of gaps(from.slice(head, from.length - tail), to.slice(head, to.length - tail))) {
    const olds = old.slice(head + gap.from, head + gap.fromEnd).map((line) => line.trim());
    const news = now.slice(head + gap.to, head + gap.toEnd);
    const pairs = pair(olds, news);
    const gone = olds.filter((line, index) => line !== "" && !pairs.includes(index));
    if (news.length === 0 && gone.length > 0) add(Math.min(head + gap.toEnd, now.length - 1), null, gone);
    news.forEach((_, index) => {
      const match = pairs[index] ?? null;
      add(head + gap.to + index, match === null ? null : (olds[match] ?? null), index === 0 ? gone : []);
    });
  }
  return changed;
}

interface Gap {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

/** The gaps between the lines that two lists share, in the same order. */
function gaps(from: readonly string[], to: readonly string[]): readonly Gap[] {
  if (from.length * to.length > MOST_PAIRS) return [{ from: 0, fromEnd: from.length, to: 0, toEnd: to.length }];
  // The length of the longest common remainder from each pair of lines on.
  const width = to.length + 1;
  const longest = new Uint32Array((from.length + 1) * width);
  const lengthAt = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i -= 1)
    for (let j = to.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        from[i] === to[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
  const found: Gap[] = [];
  let [i, j, fromStart, toStart] = [0, 0, 0, 0];
  const end = (): void => {
    if (i > fromStart || j > toStart) found.push({ from: fromStart, fromEnd: i, to: toStart, toEnd: j });
  };
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      end();
      i += 1;
      j += 1;
      [fromStart, toStart] = [i, j];
    } else if (j >= to.length || (i < from.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) i += 1;
    else j += 1;
  }
  end();
  return found;
}

/**
 * For each new line the old one it replaced: the one with the same member, else the next unmatched one, if the counts
 * are equal.
 */
function pair(olds: readonly string[], news: readonly string[]): readonly (number | null)[] {
  const byName = new Map<string, number>();
  olds.forEach((line, index) => {
    const name = memberName(line);
    if (name !== null && !byName.has(name)) byName.set(name, index);
  });
  const taken = new Set<number>();
  const pairs = news.map((line) => {
    const name = memberName(line);
    const index = name === null ? undefined : byName.get(name);
    if (index === undefined || taken.has(index)) return null;
    taken.add(index);
    return index;
  });
  const [left, open] = [olds.length - taken.size, pairs.filter((index) => index === null).length];
  if (left !== open) return pairs;
  const free = olds.map((_, index) => index).filter((index) => !taken.has(index));
  return pairs.map((index) => index ?? free.shift() ?? null);
}
