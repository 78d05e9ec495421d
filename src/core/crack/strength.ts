import { ZxcvbnFactory, type ZxcvbnResult } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { wordDetector } from "./reads-like-words.ts";
import type { Attacker, StrengthPattern, StrengthQuestion, StrengthVerdict } from "./strength-types.ts";
import type { HmacAlgorithm } from "./types.ts";
import { WELL_KNOWN_SECRETS, wellKnownSecret, type WellKnownSecret } from "./well-known.ts";

/** RFC 7518 section 3.2: a key of the same size as the hash output or larger MUST be used. */
const NEEDED: Readonly<Record<HmacAlgorithm, number>> = { HS256: 256, HS384: 384, HS512: 512 };

/**
 * Guesses per second: this page on one core, measured by the project's benchmark; one GeForce RTX 3090 as published for
 * hashcat 6.1.1 (github.com/Chick3nman, gist e4fcee00cb6d82874dace72106d73fef, read 2026-11): 1,854.7 million in mode
 * 16500 (JWT, HS256) and 705.5 million in mode 1750 (HMAC-SHA-512), rounded; a thousand of those, which anybody can
 * rent.
 */
function attackersOf(algorithm: HmacAlgorithm): readonly Attacker[] {
  const wide = algorithm !== "HS256";
  const gpu = wide ? 7e8 : 1.9e9;
  return [
    { name: "page", rate: wide ? 9e5 : 2e6 },
    { name: "gpu", rate: gpu },
    { name: "farm", rate: gpu * 1000 },
  ];
}

/** Longer texts are judged by their beginning: the estimator takes quadratic time. */
const LONGEST = 72;
const YEAR = 365.25 * 86_400;
const LOG10_OF_2 = Math.log10(2);

/**
 * Judges one HMAC secret: whether it is on a list, which patterns it contains, how many guesses it withstands, and for
 * how long. Loads the dictionaries on first use (some 80 ms), so it belongs in a worker. Never fails.
 */
export function judgeStrength({ text, bytes, algorithm }: StrengthQuestion): StrengthVerdict {
  const bits = bytes.length * 8;
  const needed = NEEDED[algorithm];
  const attackers = attackersOf(algorithm);
  if (bytes.every((byte) => byte === 0)) {
    // HMAC pads a key with zero bytes, so all of these are the same key, the empty one.
    return verdict({ level: "empty", bits, needed, guessesLog10: 0 }, attackers);
  }
  const known = wellKnownSecret(text) ?? publishedOctets(bytes);
  // The decoded bytes may be a word, too: Base64 of a password is no better than the password.
  const forms = [...new Set([text, asciiText(bytes)])].filter((form) => form !== null && form !== "") as string[];
  const ranks = forms.map((form) => ranking().get(form)).filter((rank) => rank !== undefined);
  const rank = ranks.length > 0 ? Math.min(...ranks) : null;
  if (known) {
    const patterns: StrengthPattern[] = [{ kind: "published", text }];
    return verdict(
      { level: "published", bits, needed, source: known.source, rank, patterns, guessesLog10: 2 },
      attackers,
    );
  }
  if (rank !== null) {
    const patterns: StrengthPattern[] = [{ kind: "password", text }];
    return verdict({ level: "listed", bits, needed, rank, patterns, guessesLog10: Math.log10(rank + 1) }, attackers);
  }
  const judged = forms.map(estimate).toSorted((a, b) => a.guessesLog10 - b.guessesLog10)[0];
  const patterns = judged?.patterns ?? [];
  const guessesLog10 = Math.min(judged?.guessesLog10 ?? bits * LOG10_OF_2, bits * LOG10_OF_2);
  const farm = attackers.find(({ name }) => name === "farm") as Attacker;
  const reached = guessesLog10 < Math.log10(farm.rate * YEAR);
  const random = judged?.random ?? true;
  const level = reached ? "weak" : bits < needed || !random ? "short" : "strong";
  return verdict({ level, bits, needed, patterns, guessesLog10 }, attackers);
}

type Facts = Pick<StrengthVerdict, "level" | "bits" | "needed" | "guessesLog10"> & Partial<StrengthVerdict>;

function verdict(facts: Facts, attackers: readonly Attacker[]): StrengthVerdict {
  const times = attackers.map((attacker) => ({ attacker, seconds: 10 ** facts.guessesLog10 / attacker.rate }));
  return { source: null, rank: null, patterns: [], ...facts, times };
}

interface Estimate {
  readonly guessesLog10: number;
  readonly patterns: readonly StrengthPattern[];
  /** The text looks machine-generated. */
  readonly random: boolean;
}

function estimate(text: string): Estimate {
  const head = text.slice(0, LONGEST);
  const result = estimator().check(head);
  const patterns = patternsOf(result);
  const random = looksDrawn(text) && coverage(patterns) < 0.4 * head.length && !readsLikeWords()(text);
  if (!random) return { guessesLog10: result.guessesLog10, patterns, random };
  // The estimator assumes ten possibilities for a character that is not part of a word. A random character has as many
  // as its alphabet.
  const guessesLog10 = Math.max(result.guessesLog10, text.length * Math.log10(alphabetOf(text)));
  return { guessesLog10, patterns: [{ kind: "characters", text }], random };
}

/** Hex or Base64 of 16 characters or more that switches between kinds of character as often as chance would. */
function looksDrawn(text: string): boolean {
  if (text.length < 16) return false;
  if (!/^[\w+/-]+={0,2}$/.test(text)) return /[^\x20-\x7e]/.test(text) || changes(text) > 0.4;
  return changes(text.replaceAll("-", "")) > 0.25;
}

/** The share of adjacent characters that differ in kind: lowercase, uppercase, digit, other. */
function changes(text: string): number {
  const kinds = Array.from(text, (character) =>
    /[a-z]/.test(character) ? 0 : /[A-Z]/.test(character) ? 1 : /\d/.test(character) ? 2 : 3,
  );
  return kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length / Math.max(kinds.length - 1, 1);
}

function alphabetOf(text: string): number {
  if (/^[\da-f-]+$|^[\dA-F-]+$/.test(text)) return 16;
  if (/^[\da-z]+$|^[\dA-Z]+$/.test(text)) return 36;
  return /^[\w+/=-]+$/.test(text) ? 64 : 95;
}

function coverage(patterns: readonly StrengthPattern[]): number {
  // Three characters in a row form a word or a date by chance; four do so less often.
  const told = patterns.filter(({ kind, text }) => kind !== "characters" && text.length > 3);
  return told.reduce((sum, { text }) => sum + text.length, 0);
}

function patternsOf({ sequence }: ZxcvbnResult): readonly StrengthPattern[] {
  const patterns: StrengthPattern[] = [];
  for (const match of sequence) {
    const kind = kindOf(match.pattern, "dictionaryName" in match ? String(match.dictionaryName) : "");
    const last = patterns[patterns.length - 1];
    if (kind === "characters" && last?.kind === "characters") {
      patterns[patterns.length - 1] = { kind, text: last.text + match.token };
    } else patterns.push({ kind, text: match.token });
  }
  return patterns;
}

function kindOf(pattern: string, dictionaryName: string): StrengthPattern["kind"] {
  switch (pattern) {
    case "dictionary":
      if (dictionaryName === "published") return "published";
      return dictionaryName === "passwords-common" ? "password" : "word";
    case "spatial":
      return "keyboard";
    case "repeat":
    case "sequence":
    case "date":
      return pattern;
    case "regex":
      return "date";
    default:
      return "characters";
  }
}

let made: ZxcvbnFactory | undefined;

function estimator(): ZxcvbnFactory {
  const published = WELL_KNOWN_SECRETS.map(({ secret }) => secret.toLowerCase());
  made ??= new ZxcvbnFactory({ dictionary: { ...dictionary, published }, graphs: adjacencyGraphs });
  return made;
}

let detector: ((text: string) => boolean) | undefined;

function readsLikeWords(): (text: string) => boolean {
  detector ??= wordDetector(dictionary["passwords-common"]);
  return detector;
}

let ranks: ReadonlyMap<string, number> | undefined;

function ranking(): ReadonlyMap<string, number> {
  ranks ??= new Map(dictionary["passwords-common"].map((password, i) => [password, i + 1]));
  return ranks;
}

function publishedOctets(bytes: Uint8Array): WellKnownSecret | null {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const text = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = wellKnownSecret(text);
  return known?.encoding === "Base64url" ? known : wellKnownSecret(asciiText(bytes) ?? "");
}

function asciiText(bytes: Uint8Array): string | null {
  return bytes.every((byte) => byte > 31 && byte < 127) ? new TextDecoder().decode(bytes) : null;
}
