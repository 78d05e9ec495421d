import type { Range } from "../text/range.ts";

/** A set of candidates: for each position the possible bytes. `count` is exact, at most 2^53 - 1. */
export interface Keyspace {
  readonly positions: readonly Uint8Array<ArrayBuffer>[];
  readonly count: number;
}

/** Why a mask or character set does not give a keyspace; `range` refers to the text it was read from. */
export type MaskProblem =
  | { readonly code: "empty" }
  /** A `?` at the very end. */
  | { readonly code: "dangling"; readonly range: Range }
  /** `?x` with an `x` that is not a class. */
  | { readonly code: "unknown-class"; readonly range: Range; readonly name: string }
  /** A character class may contain ASCII only, since a candidate's positions are bytes. */
  | { readonly code: "not-ascii"; readonly range: Range }
  | { readonly code: "too-long"; readonly limit: number }
  /** More candidates than can be counted exactly: about ten to the power of `log10`. */
  | { readonly code: "too-many"; readonly log10: number }
  | { readonly code: "lengths" };

export type MaskReading =
  | { readonly kind: "keyspaces"; readonly keyspaces: readonly Keyspace[] }
  | { readonly kind: "unusable"; readonly problem: MaskProblem };

/** Longer masks are useless: each further position is either fixed or makes the search hopeless. */
const MAX_POSITIONS = 128;

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const SPECIAL = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** The classes of a mask and their characters; the letters are hashcat's. `??` is a question mark. */
const MASK_CLASSES: Readonly<Record<string, string>> = {
  l: LOWER,
  u: LOWER.toUpperCase(),
  d: DIGITS,
  s: SPECIAL,
  a: LOWER + LOWER.toUpperCase() + DIGITS + SPECIAL,
  h: `${DIGITS}abcdef`,
  H: `${DIGITS}ABCDEF`,
  "?": "?",
};

/**
 * Reads a mask: `?l?u?d?s?a?h?H` each mean a class, `?1` the characters of `custom` (a text that may itself contain
 * classes), `??` a question mark; anything else means itself.
 */
export function readMask(mask: string, custom = ""): MaskReading {
  if (mask === "") return unusable({ code: "empty" });
  const positions: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < mask.length;) {
    const character = String.fromCodePoint(mask.codePointAt(at) as number);
    if (character !== "?") {
      for (const byte of encoder.encode(character)) positions.push(Uint8Array.of(byte));
      at += character.length;
      continue;
    }
    const name = mask[at + 1];
    const range = { start: at, end: Math.min(at + 2, mask.length) };
    if (name === undefined) return unusable({ code: "dangling", range });
    if (name === "1") {
      const own = readCharset(custom);
      if (own.kind === "unusable") return own;
      positions.push(own.bytes);
    } else {
      const characters = Object.hasOwn(MASK_CLASSES, name) ? MASK_CLASSES[name] : undefined;
      if (characters === undefined) return unusable({ code: "unknown-class", range, name });
      positions.push(encoder.encode(characters));
    }
    at += 2;
  }
  return counted([positions]);
}

/**
 * All texts over a character set (a text that may contain classes) with lengths from `least` to `most`, shortest first.
 */
export function readLengths(characters: string, least: number, most: number): MaskReading {
  const own = readCharset(characters);
  if (own.kind === "unusable") return own;
  if (!Number.isInteger(least) || !Number.isInteger(most) || least < 1 || most < least) {
    return unusable({ code: "lengths" });
  }
  if (most > MAX_POSITIONS) return unusable({ code: "too-long", limit: MAX_POSITIONS });
  const lengths = Array.from({ length: most - least + 1 }, (_, i) => least + i);
  return counted(lengths.map((length) => Array.from({ length }, () => own.bytes)));
}

/** The total number of candidates of a reading. */
export function countOf(keyspaces: readonly Keyspace[]): number {
  return keyspaces.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Calls `take` with each candidate of a stretch of a keyspace, the last position changing first; the bytes are valid
 * only during the call. Stops and returns true as soon as `take` does.
 */
export function eachCandidate(
  { positions }: Keyspace,
  from: number,
  count: number,
  take: (bytes: Uint8Array, length: number) => boolean,
): boolean {
  const length = positions.length;
  const digits = new Uint8Array(length);
  const bytes = new Uint8Array(length);
  for (let i = length - 1, rest = from; i >= 0; i -= 1) {
    const choices = positions[i] as Uint8Array;
    const digit = rest % choices.length;
    digits[i] = digit;
    bytes[i] = choices[digit] as number;
    rest = Math.floor(rest / choices.length);
  }
  for (let done = 0; done < count; done += 1) {
    if (take(bytes, length)) return true;
    for (let i = length - 1; i >= 0; i -= 1) {
      const choices = positions[i] as Uint8Array;
      const next = (digits[i] as number) + 1;
      if (next < choices.length) {
        digits[i] = next;
        bytes[i] = choices[next] as number;
        break;
      }
      digits[i] = 0;
      bytes[i] = choices[0] as number;
    }
  }
  return false;
}

const encoder = new TextEncoder();
const unusable = (problem: MaskProblem): { kind: "unusable"; problem: MaskProblem } => ({ kind: "unusable", problem });

function readCharset(
  text: string,
): { readonly kind: "charset"; readonly bytes: Uint8Array<ArrayBuffer> } | { kind: "unusable"; problem: MaskProblem } {
  const set = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const named = text[at] === "?" ? MASK_CLASSES[text[at + 1] ?? ""] : undefined;
    if (named !== undefined) at += 1;
    for (const byte of encoder.encode(named ?? text[at])) {
      if (byte > 127) return unusable({ code: "not-ascii", range: { start: at, end: at + 1 } });
      set.add(byte);
    }
  }
  return set.size === 0 ? unusable({ code: "empty" }) : { kind: "charset", bytes: Uint8Array.from(set) };
}

function counted(spaces: readonly (readonly Uint8Array<ArrayBuffer>[])[]): MaskReading {
  let log10 = 0;
  let total = 0;
  const keyspaces: Keyspace[] = [];
  for (const positions of spaces) {
    if (positions.length > MAX_POSITIONS) return unusable({ code: "too-long", limit: MAX_POSITIONS });
    const count = positions.reduce((product, { length }) => product * length, 1);
    log10 = Math.max(
      log10,
      positions.reduce((sum, { length }) => sum + Math.log10(length), 0),
    );
    total += count;
    keyspaces.push({ positions, count });
  }
  if (total > Number.MAX_SAFE_INTEGER) return unusable({ code: "too-many", log10 });
  return { kind: "keyspaces", keyspaces };
}
