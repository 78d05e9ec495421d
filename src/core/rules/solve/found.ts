import type { Discovery } from "../../solve/types.ts";
import type { Args, Vocabulary } from "../support/words.ts";

/**
 * What every discovery reports, and what only some do. `was` is the header's algorithm, `act` is `decrypt` for an
 * encrypted token, `wanted` its kid.
 */
export type FoundArgs = Args<
  "tried" | "ms" | "also" | "field",
  | "alg"
  | "was"
  | "encoding"
  | "kid"
  | "wanted"
  | "key"
  | "form"
  | "part"
  | "source"
  | "salt"
  | "header"
  | "bytes"
  | "hash"
  | "mask"
  | "sign"
  | "length"
  | "name"
  | "page"
  | "act"
  | "at"
  | "count"
  | "read"
  | "meant"
>;

/** Rules that report something only if trying found it, with the clause that makes it a fact. */
export const FOUND_ONLY = {
  "SEC-06": "RFC 2104 section 2: every octet of the key counts",
  "SEC-07": "RFC 2104 section 2: every octet of the key counts",
  "SEC-08": "RFC 7518 section 3.2",
  "SEC-10": "RFC 2104 section 2, Unicode Standard Annex 15",
  "SEC-17": "Kubernetes API reference, Secret: data is Base64",
  "KEY-18": "RFC 7518 sections 3.3 and 3.5",
  "KEY-09": "RFC 7515 section 4.1.4, RFC 7517 section 4.5",
  "HDR-12": "RFC 8725 section 3.1",
  "signature-spelling": "RFC 7515 section 5.1 steps 5 and 6",
  "signed-content": "RFC 7515 section 5.1 step 5",
  "DBG-02": "RFC 7515 section 5.1 step 5",
} as const;

/** Rules that guess from appearance: once trying has found the cause, guesses are noise. */
const GUESSING = [
  "SEC-01",
  "SEC-02",
  "SEC-03",
  "SEC-04",
  "SEC-05",
  "SEC-16",
  "KEY-19",
  "KEY-20",
  "signature",
  "signature-length",
  "decryption",
] as const;

/** Rules that report what was found in addition to their usual findings. */
const ALSO_FOUND = ["SEC-11", "SEC-12", "SEC-13", "HDR-09", "KEY-24"] as const;

export const GUESSES: ReadonlySet<string> = new Set(GUESSING);
export const BESIDE: ReadonlySet<string> = new Set(ALSO_FOUND);

/** The rules that report what trying found. */
export type FoundRule = keyof typeof FOUND_ONLY | (typeof GUESSING)[number] | (typeof ALSO_FOUND)[number];

/** The words for discoveries. */
interface FoundWords {
  /** The rule that a discovery belongs to. */
  readonly ruleOf: (discovery: Discovery) => FoundRule;
  /** A rule's words for discoveries, by variant. */
  readonly wordsOf: (rule: string) => Vocabulary<FoundArgs>;
  /** What was read differently, each in words that follow "It verifies"; the first is the cause. */
  readonly phrasesOf: (discovery: Discovery) => readonly string[];
  /** The list of what was tried, for a sentence. */
  readonly triedOf: (kinds: readonly string[]) => string;
}

let given: FoundWords | null = null;
const waiting: ((words: FoundWords) => void)[] = [];

/**
 * Registers the words, which are large and load with the code that tries readings: they are not needed before
 * anything is found. Load order does not matter.
 */
export function giveFoundWords(words: FoundWords): void {
  given = words;
  for (const hear of waiting.splice(0)) hear(words);
}

/** The words; null until they are loaded, and nothing has been tried. */
export function foundWords(): FoundWords | null {
  return given;
}

/** Calls back once the words are loaded. */
export function whenGiven(hear: (words: FoundWords) => void): void {
  if (given) hear(given);
  else waiting.push(hear);
}
