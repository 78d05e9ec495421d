import type { HmacAlgorithm } from "./types.ts";

/** What is judged: the secret's text as typed and the bytes that its encoding makes of it. */
export interface StrengthQuestion {
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly algorithm: HmacAlgorithm;
}

/** Who guesses, and how many candidates a second. The rates are orders of magnitude, and said to be. */
export interface Attacker {
  readonly name: "page" | "gpu" | "farm";
  readonly rate: number;
}

/** A piece of the secret and what it was recognised as. */
export interface StrengthPattern {
  readonly kind: "published" | "password" | "word" | "keyboard" | "repeat" | "sequence" | "date" | "characters";
  readonly text: string;
}

/**
 * How much a secret withstands.
 * - `published`: in documentation; `listed`: on the shipped list of passwords. Found in the first second.
 * - `weak`: the farm needs less than a year.
 * - `short`: out of reach for that, yet fewer bits than the algorithm asks (RFC 7518 section 3.2), or not seen to be random.
 * - `strong`: at least as long as the hash and looking random, which is all that can be seen of randomness.
 */
export interface StrengthVerdict {
  readonly level: "empty" | "published" | "listed" | "weak" | "short" | "strong";
  /** Bits of the key, and how many the algorithm asks. */
  readonly bits: number;
  readonly needed: number;
  /** Where it is published. */
  readonly source: string | null;
  /** Its place on the list of passwords, from 1. */
  readonly rank: number | null;
  readonly patterns: readonly StrengthPattern[];
  /** How many guesses it takes, as a power of ten. */
  readonly guessesLog10: number;
  /** Seconds that each attacker needs; may be Infinity. */
  readonly times: readonly { readonly attacker: Attacker; readonly seconds: number }[];
}
