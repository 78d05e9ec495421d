import type { Match } from "./match.ts";
import type { Row } from "./types.ts";

/**
 * Exchanges first, then complete wordings, then concepts, then partial or weak
 * wordings. A short wording, and a cause that only one provider has, need the name of their program.
 */
function rank(match: Match): number {
  const { exact, coverage, telling, named, length, row } = match;
  if (telling === "shown") return -1;
  if (exact !== null) return exact === "letters" ? 0 : 1;
  if (telling === "concept") return match.score === NARROW ? 2 : 3;
  if (telling === "code" ? coverage < CODE : !isWhole(match)) return 5;
  if (isWrapper(row)) return 4;
  // A partial match, however long, ranks after complete ones and concepts.
  if (coverage < WHOLE && telling !== "code") return 3.5;
  if (telling === "code" || (named && !row.by.includes("any"))) return 2;
  if (isOfOneElse(match)) return telling === "common" || length < 4 ? 4.5 : 4;
  return telling === "phrase" && (match.isCarried || length > 3) ? 2 : 4;
}

/** A text that ends in a colon wraps another, more specific message. */
const isWrapper = ({ text }: Row): boolean => text.endsWith(":");

/** The weight of a narrow concept among wordings: only a long one weighs more. */
export const NARROW = 40;

/** Causes of only one provider, tool or issuer. */
const OF_ONE = /^(?:PRV-|DBG-|HDR-09|KEY-26)/;

/** A short wording with a cause of only one provider, in a text that does not name it. */
export function isOfOneElse({ row, length, named }: Match): boolean {
  return OF_ONE.test(row.rules[0] ?? "") && length < 6 && !named;
}

/** If the text has its code, this share of a wording's words is enough. */
export const CODE = 0.6;

/** The share of its words from which a wording counts as present; for a long one whose program the text names, less is enough. */
const WHOLE = 0.85;
const NAMED_WHOLE = 0.75;

export function isWhole({ coverage, named, length, row }: Match): boolean {
  return coverage >= (named && length >= 6 && !row.by.includes("any") ? NAMED_WHOLE : WHOLE);
}

/** The order of the matches of a text: likeliest first. */
export function compare(a: Match, b: Match): number {
  return (
    rank(a) - rank(b) ||
    carriedFirst(a, b) ||
    b.score - a.score ||
    Number(b.named) - Number(a.named) ||
    ofTheNamed(b) - ofTheNamed(a)
  );
}

/** A message that a response carries on its own precedes one among other words. */
function carriedFirst(a: Match, b: Match): number {
  return rank(a) === 2 ? Number(b.isCarried) - Number(a.isCarried) : 0;
}

/** Of two rows for one message, the one with the cause of the provider that the text names. */
const ofTheNamed = ({ named, row }: Match): number => Number(named && OF_ONE.test(row.rules[0] ?? ""));
