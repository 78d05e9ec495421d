import { LIBRARIES, type LibraryId } from "./libraries.ts";
import { allPatterns, type Pattern } from "./patterns.ts";
import type { Row } from "./types.ts";
import { type Word, wordsOf } from "./words.ts";

/** How much of a text is read: of a longer one its beginning and its end, where logs have what matters. In UTF-16 units. */
export const READ_LIMIT = 200_000;

/** A row that a text speaks of. */
export interface Match {
  readonly row: Row;
  /** Whether the text is this message and nothing else: to the letter, but for what stands between its words, or not. */
  readonly exact: "letters" | "words" | null;
  /** The share of the message's words that the text has in their order, by weight: 1 is all. */
  readonly coverage: number;
  /** What the matches are ordered by. */
  readonly score: number;
  /** The text names this library otherwise too. */
  readonly named: boolean;
}

/** What a text speaks of. */
export interface Matches {
  /** Likeliest first. */
  readonly matches: readonly Match[];
  /** Libraries that the text names. */
  readonly libraries: readonly LibraryId[];
  /** The middle of the text was not read. */
  readonly cut: boolean;
}

/** Below this share a match is not even a guess. */
const LEAST_COVERAGE = 0.34;
/** Words of the text that may stand between two words of a message, and where a value may stand. */
const GAP = 4;
const VALUE_GAP = 40;
/** How much more a message counts whose library the text names. */
const NAMED = 1.3;

/** Words of any sentence. */
const SMALL = new Set(
  "a an and any are at be but by can could do does for from has have in is it its no not of on or out should that the this to was were when which will with you your".split(
    " ",
  ),
);

interface Occurrence {
  readonly pattern: number;
  readonly index: number;
}

interface Index {
  readonly patterns: readonly Pattern[];
  readonly weights: ReadonlyMap<string, number>;
  readonly totals: readonly number[];
  readonly postings: ReadonlyMap<string, readonly Occurrence[]>;
}

let index: Index | null = null;

/** Made when the first text comes: which words occur where, and how much each tells. */
function indexOf(): Index {
  if (index !== null) return index;
  const all = allPatterns();
  const postings = new Map<string, Occurrence[]>();
  for (const [pattern, { words }] of all.entries()) {
    for (const [at, word] of words.entries()) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [{ pattern, index: at }]);
      else list.push({ pattern, index: at });
    }
  }
  const weights = new Map<string, number>();
  for (const [word, list] of postings) {
    const patterns = new Set(list.map(({ pattern }) => pattern)).size;
    // A number or an algorithm's name is often a value: it tells two wordings apart, and little else.
    const isValue = /^(?:\d+|(?:hs|rs|ps|es)\d{3})$/.test(word);
    weights.set(word, Math.log(1 + all.length / patterns) * (isValue ? 0.4 : SMALL.has(word) ? 0.2 : 1));
  }
  const totals = all.map(({ words }) => words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0));
  index = { patterns: all, weights, totals, postings };
  return index;
}

/**
 * The messages of the table that a text speaks of, whatever stands around and between their words: a log's prefix, a stack
 * trace, JSON, a response's header. Words are found by an index; the time is in proportion to the text, whose middle is
 * left out beyond `READ_LIMIT`. Null where there is no text. Never throws.
 */
export function matchComplaint(text: string): Matches | null {
  if (text.trim() === "") return null;
  const { patterns, weights, totals } = indexOf();
  const half = READ_LIMIT / 2;
  const cut = text.length > READ_LIMIT;
  const read = cut ? `${text.slice(0, half)}\n…\n${text.slice(-half)}` : text;
  const words = wordsOf(read, (word) => weights.has(word));
  const libraries = librariesIn(words);
  const named = new Set<string>(libraries);
  const candidates = promising(new Set(words.map((word) => word.text)));
  const found = chains(words, candidates);

  const whole = words.map((word) => word.text).join(" ");
  const best = new Map<Row, Match>();
  for (const pattern of candidates) {
    const { row, words: own } = patterns[pattern] as Pattern;
    const weight = found.get(pattern) ?? 0;
    const coverage = Math.min(1, weight / (totals[pattern] ?? 1));
    // One word of two is a word of any text.
    if (coverage < (own.length === 2 ? 0.99 : LEAST_COVERAGE)) continue;
    const isExact = own.length === words.length && own.join(" ") === whole && own.length === wordsOf(row.text).length;
    const isNamed = row.by.some((by) => by === "any" || named.has(by));
    const match: Match = {
      row,
      exact: isExact ? (row.text === text.trim() ? "letters" : "words") : null,
      coverage,
      score: weight * coverage * coverage * (isNamed ? NAMED : 1),
      named: isNamed,
    };
    const other = best.get(row);
    if (other === undefined || compare(match, other) < 0) best.set(row, match);
  }
  return { matches: [...best.values()].toSorted(compare), libraries, cut };
}

const CLOSENESS = { letters: 0, words: 1 } as const;
const closeness = ({ exact }: Match): number => (exact === null ? 2 : CLOSENESS[exact]);

function compare(a: Match, b: Match): number {
  return closeness(a) - closeness(b) || b.score - a.score || Number(b.named) - Number(a.named);
}

/** The patterns that could be covered, were their words in order. */
function promising(words: ReadonlySet<string>): ReadonlySet<number> {
  const { weights, totals, postings } = indexOf();
  const sums = new Map<number, number>();
  for (const word of words) {
    for (const { pattern } of postings.get(word) ?? []) {
      sums.set(pattern, (sums.get(pattern) ?? 0) + (weights.get(word) ?? 0));
    }
  }
  return new Set([...sums].filter(([pattern, sum]) => sum >= LEAST_COVERAGE * (totals[pattern] ?? 1)).map(([p]) => p));
}

interface Chain {
  weight: number;
  at: number;
}

/** The heaviest run of each pattern's words in their order, with no more between two of them than there may be. */
function chains(words: readonly Word[], candidates: ReadonlySet<number>): ReadonlyMap<number, number> {
  const { patterns, weights, postings } = indexOf();
  const open = new Map<number, (Chain | undefined)[]>();
  const best = new Map<number, number>();
  for (const { text, at } of words) {
    const weight = weights.get(text);
    if (weight === undefined) continue;
    // From the end of a pattern to its beginning: a word that it has twice is not used for both at once.
    for (const { pattern, index: own } of (postings.get(text) ?? []).toReversed()) {
      if (!candidates.has(pattern)) continue;
      const ends = open.get(pattern) ?? [];
      let before = 0;
      let reach = GAP;
      for (let earlier = own - 1; earlier >= 0; earlier -= 1) {
        if (patterns[pattern]?.open[earlier] === true) reach += VALUE_GAP;
        const chain = ends[earlier];
        if (chain !== undefined && chain.at < at && at - chain.at <= reach) before = Math.max(before, chain.weight);
        reach += 1;
      }
      const sum = before + weight;
      const old = ends[own];
      if (old === undefined || sum >= old.weight || at - old.at > GAP + VALUE_GAP) ends[own] = { weight: sum, at };
      open.set(pattern, ends);
      if (sum > (best.get(pattern) ?? 0)) best.set(pattern, sum);
    }
  }
  return best;
}

/** The libraries whose signs stand in a text. */
function librariesIn(words: readonly Word[]): readonly LibraryId[] {
  const text = ` ${words.map((word) => word.text).join(" ")} `;
  return (Object.keys(LIBRARIES) as LibraryId[]).filter((id) =>
    LIBRARIES[id].signs.some((sign) => text.includes(` ${sign} `) || (sign.length > 8 && text.includes(` ${sign}`))),
  );
}
