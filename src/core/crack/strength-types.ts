import type { HmacAlgorithm } from "./types.ts";

/** The input: the secret's text as typed, and its bytes in the chosen encoding. */
export interface StrengthQuestion {
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly algorithm: HmacAlgorithm;
}

/** Who guesses, and how many candidates a second. The rates are orders of magnitude, and presented as such. */
export interface Attacker {
  readonly name: "page" | "gpu" | "farm";
  readonly rate: number;
}

/** A piece of the secret and the pattern recognised in it. */
export interface StrengthPattern {
  readonly kind: "published" | "password" | "word" | "keyboard" | "repeat" | "sequence" | "date" | "characters";
  readonly text: string;
}

/**
 * How strong a secret is.
 * - `published`: in documentation; `listed`: on the built-in password list. Found within a second.
 * - `weak`: the farm needs less than a year.
 * - `short`: out of the farm's reach, but with fewer bits than the algorithm requires (RFC 7518 section 3.2), or not
 *   visibly random.
 * - `strong`: at least as long as the hash and looking random, which is as much as anyone can see.
 */
export interface StrengthVerdict {
  readonly level: "empty" | "published" | "listed" | "weak" | "short" | "strong";
  /** Bits of the key, and how many the algorithm requires. */
  readonly bits: number;
  readonly needed: number;
  /** Where it is published. */
  readonly source: string | null;
  /** Its position in the password list, from 1. */
  readonly rank: number | null;
  readonly patterns: readonly StrengthPattern[];
  /** How many guesses it takes, as a power of ten. */
  readonly guessesLog10: number;
  /** Seconds that each attacker needs; may be Infinity. */
  readonly times: readonly { readonly attacker: Attacker; readonly seconds: number }[];
}
