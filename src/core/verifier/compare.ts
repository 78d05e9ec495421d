import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject } from "../json/types.ts";
import { valueAt } from "../policy/claim-path.ts";
import { scalarText } from "../policy/read-policy.ts";
import { differenceWords, quoted } from "./difference.ts";
import { glob, isPattern, MOST_GLOB } from "./glob.ts";
import type { Judged, Piece, Presented, Wanted } from "./types.ts";

/** How a value is compared with a configured one; `star`: like `glob`, but only `*` is a wildcard. */
export type How = "exact" | "ignore-case" | "glob" | "star";

const hasWildcards = (how: How): boolean => how === "glob" || how === "star";

/** Limits on the pairs of values and patterns that are compared, and on their characters. */
const MOST_PAIRS = 4000;
const MOST_WORK = 20_000_000;

const plain = (outcome: Judged["outcome"], why: string, claim: string | null = null): Judged => ({
  outcome,
  why,
  claim,
  token: null,
  wanted: null,
  pieces: null,
});

export const met = (why: string, claim: string | null = null): Judged => plain("met", why, claim);
export const unmet = (why: string, claim: string | null = null): Judged => plain("unmet", why, claim);
export const unknown = (why: string, claim: string | null = null): Judged => plain("unknown", why, claim);

/** What was judged is a header parameter of that name, not a claim. */
export const ofHeader = (judged: Judged): Judged => ({ ...judged, ofHeader: true });

export const NO_TOKEN: Judged = unknown("No token with readable claims is open");

/**
 * The values of a claim: the items of an array, otherwise the value itself. Null: the claim is absent; "other": it is an
 * object, or an array with an item that is not a scalar.
 */
export function claimValues(claims: JsonObject, path: string): readonly string[] | "other" | null {
  return nodeValues(valueAt(claims, path));
}

/** The single values of a node, as `claimValues` gives them. */
export function nodeValues(node: JsonNode | null): readonly string[] | "other" | null {
  if (node === null) return null;
  const texts = node.type === "array" ? node.items.map(scalarText) : [scalarText(node)];
  return texts.every((text) => text !== null) ? texts : "other";
}

/** Whether a value is what a configuration requires, and what each part of a pattern matched; null if not. */
export function matches(value: string, wanted: string, how: How): readonly Piece[] | null {
  const whole = [{ text: value, wild: false }];
  if (hasWildcards(how) && isPattern(wanted)) return glob(value, wanted, how === "glob");
  if (how === "ignore-case") return value.toLowerCase() === wanted.toLowerCase() ? whole : null;
  return value === wanted ? whole : null;
}

/** Whether a comparison would take longer than anyone's configuration needs. */
function isTooMuch(values: readonly string[], wanted: readonly Wanted[], how: How): boolean {
  if (!hasWildcards(how) || !wanted.some(({ text }) => isPattern(text))) return false;
  const isLong = (text: string): boolean => text.length > MOST_GLOB;
  const characters = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);
  // A pattern takes at most the product of its length and the value's.
  if (characters(values) * characters(textsIn(wanted)) > MOST_WORK) return true;
  return values.length * wanted.length > MOST_PAIRS || values.some(isLong) || wanted.some(({ text }) => isLong(text));
}

/**
 * Whether one of the values is one of those a configuration requires. If unmet, gives the closest pair and how it
 * differs. `claim` names what is compared in the sentences.
 */
export function oneOf(claim: string, values: readonly string[], wanted: readonly Wanted[], how: How): Judged {
  if (values.length === 0) return unmet(`${claim} is an empty list`, claim);
  if (wanted.length === 0) return unmet("The configuration lists no value", claim);
  if (isTooMuch(values, wanted, how)) return unknown(`${claim} is too long to be compared with patterns`, claim);
  const found = firstMatch(values, wanted, how);
  if (found) return found.judged(claim);
  return noneOf(claim, values, wanted, () => hasWildcards(how));
}

/** No value is one of those a configuration requires: the closest pair, and how it differs. `isWild`: `*` is a wildcard in this value. */
export function noneOf(
  claim: string,
  values: readonly string[],
  wanted: readonly Wanted[],
  isWild: (wanted: string) => boolean,
): Judged {
  const [token, near] = nearestPair(values, wanted);
  const more = wanted.length - 1;
  const others =
    more === 0
      ? ""
      : `, and ${more === 1 ? "the other configured value does not match" : `none of the other ${more} configured values matches`}`;
  const isClose = commonStart(token, near) > 0 || values.length * wanted.length === 1;
  const why = isClose
    ? `${differenceWords(claim, token, near, isWild(near))}${others}`
    : `${claim} has ${listWords(values)}, and the configuration requires ${listWords(textsIn(wanted))}`;
  return { outcome: "unmet", why, claim, token, wanted: near, pieces: null };
}

function firstMatch(values: readonly string[], wanted: readonly Wanted[], how: How) {
  const exact = new Set(values);
  for (const { text } of wanted) {
    const pairs = how === "exact" || (hasWildcards(how) && !isPattern(text)) ? (exact.has(text) ? [text] : []) : values;
    for (const value of pairs) {
      const pieces = matches(value, text, how);
      if (pieces) return { judged: (claim: string) => metBy(claim, value, text, pieces) };
    }
  }
  return null;
}

function metBy(claim: string, token: string, wanted: string, pieces: readonly Piece[]): Judged {
  const wild = pieces.filter((piece) => piece.wild);
  const why =
    wild.length === 0
      ? `${claim} is ${quoted(token)}`
      : `${claim} matches: ${wild.map(({ text }) => `the wildcard matched ${text === "" ? "nothing" : quoted(text)}`).join(", ")}`;
  return { outcome: "met", why, claim, token, wanted, pieces: wild.length === 0 ? null : pieces };
}

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at]?.toLowerCase() === other[at]?.toLowerCase()) at += 1;
  return at;
}

/** How many of each are searched for the closest pair. */
const MOST_NEAR = 40;

function nearestPair(values: readonly string[], wanted: readonly Wanted[]): readonly [string, string] {
  let best: readonly [string, string] = [values[0] ?? "", wanted[0]?.text ?? ""];
  let most = -1;
  for (const value of values.slice(0, MOST_NEAR))
    for (const { text } of wanted.slice(0, MOST_NEAR)) {
      const common = commonStart(value, text.trimStart());
      if (common > most) [best, most] = [[value, text], common];
    }
  return best;
}

/** The values that a configuration requires, without their places. */
export const textsIn = (wanted: readonly Wanted[]): readonly string[] => wanted.map(({ text }) => text);

/** Values for use in a sentence; of many, only the first. */
export function listWords(values: readonly string[]): string {
  const shown = values.slice(0, 3).map(quoted);
  const more = values.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? (shown[0] ?? "nothing") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** A claim compared by a verifier that accepts any of its values: the usual way for `aud` and `groups`. */
export function claimOneOf(claim: string, wanted: readonly Wanted[], how: How = "exact") {
  return ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const values = claimValues(claims, claim);
    if (values === null || values === "other") return incomparable(claim, values);
    // An audience is a string; a number spelled the same is rejected or never compared.
    if (claim === "aud" && !isTexts(valueAt(claims, claim)))
      return unmet("aud is neither a string nor a list of strings", claim);
    return oneOf(claim, values, wanted, how);
  };
}

/** Why the values of a claim cannot be compared, as `claimValues` gives them; `absent`: what to say if there are none. */
export function incomparable(claim: string, values: "other" | null, absent = `The token has no ${claim}`): Judged {
  return unmet(values === null ? absent : `${claim} is not a string`, claim);
}

/** Whether a value is a string, or a list of only strings. */
export const isTexts = (node: JsonNode | null): boolean =>
  node?.type === "string" || (node?.type === "array" && node.items.every(({ type }) => type === "string"));

/** The token has a claim at this path, whatever its value. */
export function claimIsThere(claim: string) {
  return ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const isMissing = claimValues(claims, claim) === null;
    return isMissing ? unmet(`The token has no ${claim}`, claim) : met(`The token has ${claim}`, claim);
  };
}

/** The token has a claim with exactly this name, and it is a string. */
export function claimIsText(claim: string) {
  return ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const value = lastMember(claims, claim)?.value;
    if (value === undefined) return unmet(`The token has no ${claim}`, claim);
    return value.type === "string" ? met(`The token has ${claim}`, claim) : unmet(`${claim} is not a string`, claim);
  };
}

/**
 * A claim that must be a single string, by its literal name: `iss`, `sub`. A list does not count, and a dot in the name
 * is literal.
 */
export function claimIs(claim: string, wanted: readonly Wanted[], how: How = "exact") {
  return ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const value = lastMember(claims, claim)?.value;
    if (value === undefined) return unmet(`The token has no ${claim}`, claim);
    return value.type === "string"
      ? oneOf(claim, [value.value], wanted, how)
      : unmet(`${claim} is not a string`, claim);
  };
}
