import { sentNothing } from "../arrival/exchange.ts";
import { exchangesIn } from "../arrival/http.ts";
import { CONCEPTS, LAST, SIGNATURE, signatureRules } from "./concepts.ts";
import { carriedIn, onlyMessage } from "./carried.ts";
import { type Evidence, evidenceOf, isOfCompilers } from "./evidence.ts";
import type { CauseId } from "../causes/index.ts";
import { inEnglish } from "./foreign.ts";
import { hintsOf } from "./hints.ts";
import { LIBRARIES, type LibraryId } from "./libraries.ts";
import { otherThanMessage } from "./no-message.ts";
import { allPatterns, type Pattern } from "./patterns.ts";
import { CODE, compare, NARROW } from "./rank.ts";
import type { Row } from "./types.ts";
import { type MessageValues, readValues } from "./values.ts";
import { printedText, READ_LIMIT, type Word, wordsOf } from "./words.ts";

/** A row that a text matches. */
export interface Match {
  readonly row: Row;
  /** Whether the text is exactly this message, has the same words, or neither. */
  readonly exact: "letters" | "words" | null;
  /** The weighted share of the message's words that the text has in order: 1 is all. */
  readonly coverage: number;
  /** The sort key of the matches. */
  readonly score: number;
  /** The text also names this library. */
  readonly named: boolean;
  /**
   * How distinctive the wording is: `code` is a word that nobody else prints, `phrase` has several unusual words,
   * `common` occurs in texts of all kinds ("invalid token"), `concept` is not in the table but expressed in other
   * words, and `shown` follows from an HTTP exchange in the text.
   */
  readonly telling: Telling;
  /** How many words its wording has. */
  readonly length: number;
  /** The text is exactly this wording, perhaps with the name of its program, or carries nothing else. */
  readonly isAlone: boolean;
  /** One of the messages that the text carries (a JSON member, a description in a header) is exactly this wording. */
  readonly isCarried: boolean;
  /** The pattern has a word used only for tokens, or is long: it is sufficient evidence. */
  readonly isPlain: boolean;
}

type Telling = "code" | "phrase" | "common" | "concept" | "shown";

/** What a text is about. */
export interface Matches {
  /** Likeliest first. */
  readonly matches: readonly Match[];
  /** The values that the message compares, and the causes they point to. */
  readonly values: MessageValues;
  readonly hints: readonly CauseId[];
  /** Libraries that the text names. */
  readonly libraries: readonly LibraryId[];
  /** Whether the text is about tokens at all. */
  readonly evidence: Evidence;
  /** The middle of the text was not read. */
  readonly cut: boolean;
  /** What the text is, if it is not a message; then nothing is matched. */
  readonly other?: string;
}

/** Below this share a match is not even a guess. */
const LEAST_COVERAGE = 0.34;
/** How many words of the text may be between two words of a message, and where a value may be. */
const GAP = 4;
const VALUE_GAP = 40;
/** The bonus of a message whose library the text names. */
const NAMED = 1.3;

/** Messages of one library start alike: without the last word it is a different message. */
const WITHOUT_END = 0.74;

/** A message about one claim is not about another, and not about an ending that the text lacks, however similar the rest. */
const WITHOUT_SUBJECT = 0.59;
const SUBJECTS: ReadonlySet<string> = new Set(
  "iss aud sub exp nbf iat jti azp nonce kid alg typ expired audience issuer".split(" "),
);

/** A CSRF token, which is something else, and words about it. */
const OF_FORMS =
  / (?:(?:missing|invalid|no|expired) )?[cx]srf token (?:(?:is )?(?:missing|invalid|expired|mismatch|not found) )?/g;

/** Words of any sentence. */
const SMALL: ReadonlySet<string> = new Set(
  "a an and any are at be but by can could do does for from has have in is it its no not of on or out should that the this to was were when which will with you your".split(
    " ",
  ),
);

/** Common words: only several together make a wording. */
const COMMON: ReadonlySet<string> = new Set(
  "invalid token tokens error failed failure verification verify signature algorithm unauthorized expired missing required key secret header format value session access request user found bad wrong unknown unsupported invalidsignature invalidtoken invalidtokenexception accesstoken jsonwebtoken parse exception message client data description detail code type auth authentication authorization denied not".split(
    " ",
  ),
);

interface Occurrence {
  readonly pattern: number;
  readonly index: number;
}

/** The informative words of a wording. */
interface Signs {
  /** How many are not words of any sentence. */
  readonly content: number;
  /** Those that few texts contain. */
  readonly own: readonly string[];
  /** Those that only texts about tokens contain. */
  readonly ofTokens: readonly string[];
  readonly codes: readonly string[];
  /** The numbers of its product's messages. */
  readonly numbers: readonly string[];
  /** Those that distinguish it from an otherwise similar message. */
  readonly subjects: readonly string[];
  /** The last one that is not a word of any sentence. */
  readonly last: string;
}

/** With these, products number their messages: one number is one message, in any language. */
const NUMBERED = /^(?<family>aadsts|akv|cwwks|idw|idx|srjwt)\d{4,8}[a-z]?$/;
const familyOf = (word: string): string => NUMBERED.exec(word)?.groups?.["family"] ?? "";

interface Index {
  readonly patterns: readonly Pattern[];
  readonly weights: ReadonlyMap<string, number>;
  readonly totals: readonly number[];
  readonly signs: readonly Signs[];
  readonly postings: ReadonlyMap<string, readonly Occurrence[]>;
}

/** Words that identify libraries, which are matched whole. */
const SIGN_WORDS: ReadonlySet<string> = new Set(
  Object.values(LIBRARIES).flatMap(({ signs }) => signs.flatMap((sign) => sign.split(" "))),
);

let index: Index | null = null;

/** Built with the first text: which words occur where, and how informative each is. */
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
    // A number or an algorithm's name is often a value: it distinguishes two wordings, but little else.
    const isValue = /^(?:\d+|(?:hs|rs|ps|es)\d{3})$/.test(word);
    weights.set(word, Math.log(1 + all.length / patterns) * (isValue ? 0.4 : SMALL.has(word) ? 0.2 : 1));
  }
  const totals = all.map(({ words }) => words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0));
  index = { patterns: all, weights, totals, signs: all.map(signsOf), postings };
  return index;
}

/** A code is one word with digits or the stem of a token's word in it: IDX10205, InvalidProviderToken. */
function signsOf({ words, row }: Pattern): Signs {
  const isCode = (word: string): boolean =>
    /\d{4}|jwt|jwk|jose.{4}/.test(word)
      ? word.length > 5
      : word.length > 13 && /token|jws|jwe|signature|claim|issuer|audience|nonce/.test(word);
  const printed = row.text.toLowerCase();
  const content = words.filter((word) => !SMALL.has(word));
  return {
    content: content.length,
    own: content.filter((word) => !COMMON.has(word) && !/^\d+$/.test(word)),
    ofTokens: words.filter((word) => /^(?:jwts?|jws|jwe|jwks?|kid|aud|iss|dpop|oidc)$|jwt/.test(word)),
    subjects: words.filter((word) => SUBJECTS.has(word)),
    codes: words.filter((word) => isCode(word) && !COMMON.has(word) && printed.includes(word)),
    numbers: words.filter((word) => NUMBERED.test(word)),
    last: content.at(-1) ?? words.at(-1) ?? "",
  };
}

/** How much of a wording the text contains: its distinctive words are required. */
function tellingOf(
  { content, own, ofTokens, codes }: Signs,
  there: ReadonlySet<string>,
): Pick<Match, "telling" | "isPlain"> {
  const has = (words: readonly string[]): boolean => words.some((word) => there.has(word));
  const isOfTokens = has(ofTokens);
  const isPhrase = (isOfTokens && content >= 2) || (has(own) && content >= 3) || content >= 5;
  return {
    telling: has(codes) ? "code" : isPhrase ? "phrase" : "common",
    // Without them a long wording says no more than any text.
    isPlain: isOfTokens || (ofTokens.length === 0 && content >= 4),
  };
}

/**
 * The messages of the table that a text contains, whatever is around and between their words: a log's prefix, a stack
 * trace, JSON, a response's header. Words are found by an index; the time is in proportion to the text, whose middle is
 * left out beyond `READ_LIMIT`. Null if there is no text. Never throws.
 */
export function matchComplaint(text: string): Matches | null {
  if (text.trim() === "") return null;
  const { patterns, weights, totals, signs } = indexOf();
  const half = READ_LIMIT / 2;
  const cut = text.length > READ_LIMIT;
  const read = cut ? `${text.slice(0, half)}\n…\n${text.slice(-half)}` : text;
  const other = otherThanMessage(read);
  if (other !== null) return { matches: [], values: NO_VALUES, hints: [], libraries: [], evidence: "no", cut, other };
  const words = wordsOf(read, (word) => weights.has(word) || SIGN_WORDS.has(word));
  const libraries = librariesIn(words);
  const named = new Set<string>(libraries);
  const there = new Set(words.map((word) => word.text));
  const families = new Set(words.map((word) => familyOf(word.text)).filter((family) => family !== ""));
  const candidates = promising(there);
  const found = chains(words, candidates);

  const joined = (found: readonly Word[]): string => found.map((word) => word.text).join(" ");
  const whole = joined(words);
  const only = onlyMessage(read);
  const bare = only === null ? whole : joined(wordsOf(only, (word) => weights.has(word)));
  const carried = new Set(carriedIn(read).map((text) => joined(wordsOf(text, (word) => weights.has(word)))));
  const best = new Map<Row, Match>();
  for (const pattern of candidates) {
    const { row, words: own } = patterns[pattern] as Pattern;
    const weight = found.get(pattern) ?? 0;
    const { content, last, subjects, numbers } = signs[pattern] as Signs;
    const hasEnd = there.has(last);
    const share = Math.min(1, weight / (totals[pattern] ?? 1));
    const hasNumber = numbers.some((number) => there.has(number));
    const isOther = !hasNumber && numbers.some((number) => families.has(familyOf(number)));
    const most = !isOther && subjects.every((word) => there.has(word)) ? 1 : WITHOUT_SUBJECT;
    const least = hasNumber ? CODE : 0;
    const coverage = Math.max(least, Math.min(share, hasEnd ? most : Math.min(most, WITHOUT_END)));
    // A single word of two occurs in any text.
    if (coverage < (own.length === 2 || content === 2 ? 0.99 : LEAST_COVERAGE)) continue;
    const isAlone = own.join(" ") === whole || own.join(" ") === bare;
    const isCarried = carried.has(own.join(" "));
    const isExact = isAlone && own.length === wordsOf(row.text).length;
    const isNamed = row.by.some((by) => by === "any" || named.has(by));
    const match: Match = {
      row,
      exact: isExact ? (row.text === text.trim() ? "letters" : "words") : null,
      coverage,
      score: weight * coverage * coverage * (isNamed ? NAMED : 1),
      named: isNamed,
      ...tellingOf(signs[pattern] as Signs, there),
      length: own.length,
      isAlone,
      isCarried,
    };
    const other = best.get(row);
    if (other === undefined || compare(match, other) < 0) best.set(row, match);
  }
  // A library that is only about tokens is evidence too, and a number of the table.
  const said = evidenceOf(printedText(read));
  const shown = exchangesIn(read).some(sentNothing) ? [ownMatch({ rules: ["SRV-14"] }, "shown", 0)] : [];
  const isNumbered = words.some(({ text }) => NUMBERED.test(text) && weights.has(text));
  const isOfTokens = isNumbered || shown.length > 0 || libraries.some((id) => LIBRARIES[id].tokens);
  const values = readValues(read);
  const evidence = (isOfTokens || (said === "maybe" && comparesClaims(values))) && !isOfCompilers(read) ? "yes" : said;
  const concepts = evidence === "yes" ? conceptsIn(inEnglish(` ${whole} `).replace(OF_FORMS, " ")) : [];
  const hints = evidence === "yes" ? hintsOf(values, read) : [];
  return {
    matches: [...best.values(), ...concepts, ...shown].toSorted(compare),
    values,
    hints,
    libraries,
    evidence,
    cut,
  };
}

const NO_VALUES: MessageValues = { said: [], missing: [] };

/** Whether it has both an expected and an actual issuer or audience. */
const comparesClaims = ({ said }: MessageValues): boolean =>
  said.some(({ name, expected, actual }) => (name === "iss" || name === "aud") && expected.length * actual.length > 0);

/** The concepts that a text expresses in other words, in order. */
function conceptsIn(joined: string): readonly Match[] {
  const found = CONCEPTS.filter(({ says }) => says.test(joined));
  const signature = SIGNATURE.test(joined) ? [{ rules: signatureRules(joined), topic: "signature" as const }] : [];
  const last = LAST.filter(({ says }) => says.test(joined));
  return [
    ...found.map((row, at) => ownMatch(row, "concept", row.isNarrow === true ? NARROW : -at)),
    ...[...signature, ...last].map((row, at) => ownMatch(row, "concept", -at - found.length)),
  ];
}

/** What a text reveals without a wording of the table. */
function ownMatch({ rules, topic }: Pick<Row, "rules" | "topic">, telling: Telling, score: number): Match {
  return {
    row: { by: ["any"], text: "", rules, ...(topic === undefined ? {} : { topic }) },
    exact: null,
    coverage: 1,
    score,
    named: false,
    telling,
    length: 0,
    isAlone: false,
    isCarried: false,
    isPlain: true,
  };
}

/** The patterns that could match if their words are in order. */
function promising(words: ReadonlySet<string>): ReadonlySet<number> {
  const { weights, totals, postings } = indexOf();
  const sums = new Map<number, number>();
  for (const word of words) {
    const weight = NUMBERED.test(word) ? Number.POSITIVE_INFINITY : (weights.get(word) ?? 0);
    for (const { pattern } of postings.get(word) ?? []) sums.set(pattern, (sums.get(pattern) ?? 0) + weight);
  }
  return new Set([...sums].filter(([pattern, sum]) => sum >= LEAST_COVERAGE * (totals[pattern] ?? 1)).map(([p]) => p));
}

interface Chain {
  weight: number;
  at: number;
}

/** The heaviest run of each pattern's words in order, with limited gaps. */
function chains(words: readonly Word[], candidates: ReadonlySet<number>): ReadonlyMap<number, number> {
  const { patterns, weights, postings } = indexOf();
  const open = new Map<number, (Chain | undefined)[]>();
  const best = new Map<number, number>();
  for (const { text, at } of words) {
    const weight = weights.get(text);
    if (weight === undefined) continue;
    // From the end of a pattern to its beginning, so a repeated word is not used twice at once.
    for (const { pattern, index: own } of (postings.get(text) ?? []).toReversed()) {
      if (!candidates.has(pattern)) continue;
      const ends = open.get(pattern) ?? [];
      let before = 0;
      // Two words that stand apart are in any text.
      let reach = patterns[pattern]?.words.length === 2 ? 1 : GAP;
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

/** The libraries that a text identifies. */
function librariesIn(words: readonly Word[]): readonly LibraryId[] {
  const text = ` ${words.map((word) => word.text).join(" ")} `;
  return (Object.keys(LIBRARIES) as LibraryId[]).filter((id) =>
    LIBRARIES[id].signs.some((sign) => text.includes(` ${sign} `) || (sign.length > 8 && text.includes(` ${sign}`))),
  );
}
