/** A piece of one of two texts that are held against each other. */
export interface DiffPart {
  readonly kind: "same" | "actual" | "expected";
  readonly text: string;
}

/** Beyond this many characters two texts are told apart by their beginning and end alone. */
const MAX_EXACT = 400;

/**
 * How two texts differ, character by character (code points): what both have, what only the actual one has, what only the
 * expected one has, in order. The fewest characters differ, by the longest common subsequence; long texts are told apart by
 * their common beginning and end. All `same` and `actual` parts make up the actual text, all `same` and `expected` the other.
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

/**
 * How far two texts are apart: characters to insert, delete or replace (Levenshtein), counted up to `limit`; one more than
 * the limit where it is more.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const value = Math.min((row[j - 1] ?? 0) + cost, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(value);
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}

/** The one of `candidates` that is nearest to a text; null where there are none. Long lists are for `subject/`. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const distance = editDistance(text, candidate, 200);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
