import { firstMember } from "../json/query.ts";
import { findHomoglyphs } from "../text/homoglyphs.ts";
import { INVISIBLE, matchAt, type Run } from "./found-run.ts";
import { expectedLengths, headerOf } from "./join-wrapped.ts";

const WRAPPING =
  /(?:[\s\u0085\u00ad\u200b-\u200f\u2060\ufeff]|\\?["']|[`\u2018-\u201f]|(?:proxy-)?authorization\s{0,9}:|(?:set-)?cookie\s{0,9}:|(?:bearer|jwt|token|dpop)(?=\s)|[\w.-]{1,60}\s{0,9}:?=(?!=|\.|$))/iy;
const WRAPPING_END = /[\s\u0085\u00ad\u200b-\u200f\u2060\ufeff"'`\u2018-\u201f,;]/;

/** The text without the white space, quotes, scheme, field name or `name=` that may wrap a token. */
export function coreOf(text: string): Run {
  let start = 0;
  for (let found = matchAt(WRAPPING, text, 0); found; found = matchAt(WRAPPING, text, start)) start += found[0].length;
  let end = text.length;
  while (end > start && WRAPPING_END.test(text[end - 1] as string)) end -= 1;
  return { start, end };
}

/** A character that no token contains. */
const FOREIGN = new RegExp(`(?!${INVISIBLE.source})[^\\w\\-.+/=]`, "gu");
/** Those of them that also separate a token from what is next to it: everything on a keyboard. */
const DELIMITER = /[!-~]/;

/**
 * The whole core of a text as one token, if it is a token with a few characters that do not belong there, rather than a
 * token next to something else: it is then shown with its problems, not cut off at the first. Null if that is not
 * certain. `found` are the runs found in the text.
 */
export function findDamaged(text: string, found: readonly Run[]): Run | null {
  const { start, end } = coreOf(text);
  const core = { start, end: endWithoutPunctuation(text, start, end) };
  const inner = text.slice(core.start, core.end);
  // Tokens split by white space are joined elsewhere, where that is certain.
  if (/[\s\u0085]/.test(inner)) return null;
  const foreign = inner.match(FOREIGN) ?? [];
  if (foreign.length === 0 || foreign.length > 2 + inner.length / 20) return null;
  const first = found.find(({ start, end }) => start >= core.start && text.slice(start, end).includes("."));
  const begins = found.some((run) => run.start === core.start);
  if (!begins && !(first && isDamagedStart(text.slice(core.start, first.start)))) return null;
  if (!foreign.some((character) => DELIMITER.test(character))) return core;
  return isOneToken(text, core, first) ? core : null;
}

/** A header's first letters with one that does not belong there, or a letter that looks like the first. */
function isDamagedStart(text: string): boolean {
  return (
    /^e[\w-]*\W$/u.test(text) ||
    findHomoglyphs(text).some(
      ({ range, looksLike }) => looksLike === "e" && range.end === text.length && range.start === 0,
    )
  );
}

/**
 * Whether a text with a delimiter in it has the segments of one token, while the piece before the delimiter does not.
 */
function isOneToken(text: string, core: Run, first: Run | undefined): boolean {
  const inner = text.slice(core.start, core.end);
  const dots = inner.split(".", 7).length - 1;
  if (!first || first.start !== core.start) return dots === 2 || dots === 4;
  const piece = text.slice(first.start, first.end);
  const header = headerOf(piece.slice(0, piece.indexOf(".")));
  const wanted = header && firstMember(header, "enc") ? 4 : 2;
  if (dots !== wanted) return false;
  if (piece.split(".", 7).length - 1 < wanted) return true;
  // All segments are there: what follows belongs to the last one if that gives it the right length, give or take one
  // character.
  const last = inner.slice(inner.lastIndexOf(".") + 1);
  const length = last.replace(/%[\da-f]{2}/gi, "").replace(FOREIGN, "").length;
  return (
    header !== null &&
    /^[\w-]+(?:[^\w-][\w-]*){0,8}$/u.test(last) &&
    expectedLengths(header, wanted === 4).some((expected) => expected === length || expected === length + 1)
  );
}

/** Punctuation at the end is not part of the token, except for dots that follow it directly. */
function endWithoutPunctuation(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[^\w\-+/=~\p{L}\p{N}\p{Cc}]/u.test(text[at - 1] as string)) at -= 1;
  while (text[at] === "." && at < end) at += 1;
  return at;
}
