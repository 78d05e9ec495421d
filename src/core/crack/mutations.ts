import type { MutationChoice } from "./types.ts";

/**
 * What people do to a word to turn it into a secret. Words are bytes; only ASCII letters change, so a word survives in
 * any encoding.
 *
 * - case: lower, Capitalised, UPPER;
 * - leet: letters as digits (`s3cr37`) and as symbols (`$ecre7` with `@`, `$`, `0`);
 * - digits: 0 to 9, 00 to 99, and the sequences from 1 (12 … 1234567890);
 * - suffixes: punctuation, `-secret`, `_key` and the like, and prefixes (`my-`, `jwt_`);
 * - years: 1970 to the year after `thisYear`.
 */
export interface Mutations {
  readonly choice: MutationChoice;
  readonly endings: readonly Uint8Array[];
  readonly beginnings: readonly Uint8Array[];
}

/** Longer words stay as they are: nobody appends a year to a key. */
const LONGEST_MUTATED = 64;

const SUFFIXES =
  "! !! ? . @ # $ * !! 1! !1 123! 123# @123 _123 -123 #1 secret Secret -secret _secret .secret key Key -key _key KEY jwt -jwt _jwt token -token _token -dev _dev -prod _prod -test _test";
const PREFIXES = "my My my- my_ the jwt jwt- jwt_ test- dev-";
const RUNS = "123 1234 12345 123456 1234567 12345678 123456789 1234567890 321 111 666 777 007";

/** Compiles the list of prefixes and suffixes for words. */
export function compileMutations(choice: MutationChoice, thisYear: number): Mutations {
  const endings: string[] = [];
  if (choice.digits) {
    for (let i = 0; i < 10; i += 1) endings.push(String(i));
    for (let i = 0; i < 100; i += 1) endings.push(String(i).padStart(2, "0"));
    endings.push(...RUNS.split(" "));
  }
  if (choice.suffixes) endings.push(...SUFFIXES.split(" "));
  if (choice.years) {
    for (let year = 1970; year <= thisYear + 1; year += 1) endings.push(String(year), `${year}!`);
  }
  const encoder = new TextEncoder();
  const encode = (texts: Iterable<string>): Uint8Array[] => Array.from(new Set(texts), (text) => encoder.encode(text));
  return { choice, endings: encode(endings), beginnings: encode(choice.suffixes ? PREFIXES.split(" ") : []) };
}

/** The maximum number of candidates from one word, including the word itself. */
export function mutationFactor({ choice, endings, beginnings }: Mutations): number {
  const forms = 1 + (choice.case ? 3 : 0) + (choice.leet ? 2 : 0);
  return forms * (1 + endings.length + beginnings.length);
}

/**
 * Calls `take` with the word and each of its mutations, each once; the bytes are valid only during the call. Stops and
 * returns true as soon as `take` does.
 */
export function eachMutation(
  { choice, endings, beginnings }: Mutations,
  bytes: Uint8Array,
  start: number,
  end: number,
  take: (bytes: Uint8Array, length: number) => boolean,
): boolean {
  const length = end - start;
  if (length > LONGEST_MUTATED) return take(bytes.subarray(start, end), length);
  const word = scratch.subarray(LONGEST_PREFIX);
  let forms = 0;
  for (let form = 0; form < FORMS.length; form += 1) {
    const { needs, change } = FORMS[form] as Form;
    if (needs !== null && !choice[needs]) continue;
    for (let i = 0; i < length; i += 1) word[i] = change(bytes[start + i] as number, i);
    if (!isNew(word, length, forms)) continue;
    forms += 1;
    if (take(word, length)) return true;
    for (const ending of endings) {
      for (let i = 0; i < ending.length; i += 1) word[length + i] = ending[i] as number;
      if (take(word, length + ending.length)) return true;
    }
    for (const beginning of beginnings) {
      const before = scratch.subarray(LONGEST_PREFIX - beginning.length);
      before.set(beginning);
      if (take(before, length + beginning.length)) return true;
    }
  }
  return false;
}

const LONGEST_PREFIX = 8;
const LONGEST_SUFFIX = 16;
const scratch = new Uint8Array(LONGEST_PREFIX + LONGEST_MUTATED + LONGEST_SUFFIX);

interface Form {
  readonly needs: "case" | "leet" | null;
  readonly change: (byte: number, index: number) => number;
}

const lower = (byte: number): number => (byte > 64 && byte < 91 ? byte + 32 : byte);
const upper = (byte: number): number => (byte > 96 && byte < 123 ? byte - 32 : byte);
const leetTable = (from: string, to: string): ((byte: number) => number) => {
  const table = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0; i < from.length; i += 1) {
    table[from.charCodeAt(i)] = to.charCodeAt(i);
    table[upper(from.charCodeAt(i))] = to.charCodeAt(i);
  }
  return (byte) => table[byte] as number;
};

const FORMS: readonly Form[] = [
  { needs: null, change: (byte) => byte },
  { needs: "case", change: lower },
  { needs: "case", change: (byte, index) => (index === 0 ? upper(byte) : lower(byte)) },
  { needs: "case", change: upper },
  { needs: "leet", change: leetTable("aeiost", "431057") },
  { needs: "leet", change: leetTable("aos", "@0$") },
];

const earlier = FORMS.map(() => new Uint8Array(LONGEST_MUTATED));

/** Whether a form differs from the word's earlier ones, which are recorded here. */
function isNew(word: Uint8Array, length: number, forms: number): boolean {
  next: for (let form = 0; form < forms; form += 1) {
    const known = earlier[form] as Uint8Array;
    for (let i = 0; i < length; i += 1) if (known[i] !== word[i]) continue next;
    return false;
  }
  (earlier[forms] as Uint8Array).set(word.subarray(0, length));
  return true;
}
