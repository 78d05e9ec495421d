/** A piece of either of two compared texts. */
interface DiffPart {
  readonly kind: "same" | "actual" | "expected";
  readonly text: string;
}

/** Longer texts are compared only by common prefix and suffix. */
const MAX_EXACT = 400;

/**
 * How two texts differ, character by character (code points): what both have, what only the actual one has, what only the
 * expected one has, in order. Uses the longest common subsequence, so the fewest characters differ; for long texts,
 * only the common beginning and end. All `same` and `actual` parts make up the actual text, all `same` and `expected`
 * the other.
 */
export function difference(actual: string, expected: string): readonly DiffPart[] {
  const [a, b] = [Array.from(actual), Array.from(expected)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const middle: DiffPart[] =
    middleA.length > MAX_EXACT || middleB.length > MAX_EXACT
      ? [
          { kind: "actual", text: middleA.join("") },
          { kind: "expected", text: middleB.join("") },
        ]
      : exact(middleA, middleB);
  const parts: DiffPart[] = [
    { kind: "same", text: a.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: a.slice(a.length - end).join("") },
  ];
  return merged(parts);
}

function exact(a: readonly string[], b: readonly string[]): DiffPart[] {
  // lengths[i][j]: the longest common subsequence of a from i and b from j.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, next] = [lengths[i], lengths[i + 1]];
      if (!row || !next) continue;
      row[j] = a[i] === b[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      parts.push({ kind: "actual", text: a[i] ?? "" });
      i += 1;
    } else {
      parts.push({ kind: "expected", text: b[j] ?? "" });
      j += 1;
    }
  }
  return parts;
}

function merged(parts: readonly DiffPart[]): readonly DiffPart[] {
  const result: DiffPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) result[result.length - 1] = { kind: part.kind, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

/** Rows for texts of usual length, so a long list can be compared without allocating. */
const USUAL = 512;
const ROWS = [new Uint32Array(USUAL + 1), new Uint32Array(USUAL + 1)] as const;

/**
 * The edit distance of two texts (Levenshtein: characters to insert, delete or replace), up to `limit`; `limit` + 1
 * if it is greater. Only computes the band around the diagonal, so it takes time proportional to length times limit.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  const [a, b] = withoutCommonEnds(left, right);
  let [row, next] = b.length > USUAL ? [new Uint32Array(b.length + 1), new Uint32Array(b.length + 1)] : ROWS;
  for (let j = 0; j <= b.length; j += 1) row[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    next[from - 1] = from === 1 ? i : limit + 1;
    let least = next[from - 1] ?? 0;
    for (let j = from; j <= to; j += 1) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const above = j === i + limit ? limit + 1 : (row[j] ?? 0) + 1;
      const value = Math.min((row[j - 1] ?? 0) + cost, above, (next[j - 1] ?? 0) + 1);
      next[j] = value;
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    [row, next] = [next, row];
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}

function withoutCommonEnds(a: string, b: string): readonly [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** The distance up to which candidates are compared, which bounds the cost per candidate. */
const FAR = 200;
const MOST_CELLS = 1_000_000;

/** The candidate closest to a text; null if there are none. Long lists are for `subject/`. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const far = Math.min(FAR, Math.max(8, Math.ceil(MOST_CELLS / (text.length + 1))));
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const distance = editDistance(text, candidate, Math.min(far, least));
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** How many of a token's values are compared with the expected ones. */
const MOST_ACTUAL = 20;

/** The item of `actual` and the item of `expected` that are closest to each other; empty texts if there are none. */
export function nearestPair(
  actual: readonly string[],
  expected: readonly string[],
): readonly [actual: string, expected: string] {
  let best: readonly [string, string] = [actual[0] ?? "", nearest(actual[0] ?? "", expected) ?? ""];
  let least = Infinity;
  for (const one of actual.slice(0, MOST_ACTUAL)) {
    const other = nearest(one, expected);
    if (other === null) continue;
    const distance = editDistance(one, other, Math.min(FAR, least));
    if (distance < least) [best, least] = [[one, other], distance];
  }
  return best;
}
