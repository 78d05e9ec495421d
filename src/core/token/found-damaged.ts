import { firstMember } from "../json/query.ts";
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

/** What no token has in it. */
const FOREIGN = new RegExp(`(?!${INVISIBLE.source})[^\\w\\-.+/=]`, "gu");
/** Those of them that also are between a token and what is alongside it: all that a keyboard has. */
const DELIMITER = /[!-~]/;

/**
 * The whole core of a text as one token, where it is a token with a few characters in it that do not belong there, and not
 * a token alongside something else: to be shown with its problems, not cut off at the first. Null where that is not sure.
 * `found` are the runs that were found in the text.
 */
export function findDamaged(text: string, found: readonly Run[]): Run | null {
  const { start, end } = coreOf(text);
  const core = { start, end: endWithoutPunctuation(text, start, end) };
  const inner = text.slice(core.start, core.end);
  // What white space tears apart is joined elsewhere, where that is sure.
  if (/[\s\u0085]/.test(inner)) return null;
  const foreign = inner.match(FOREIGN) ?? [];
  if (foreign.length === 0 || foreign.length > 2 + inner.length / 20) return null;
  const first = found.find(({ start, end }) => start >= core.start && text.slice(start, end).includes("."));
  const begins = found.some((run) => run.start === core.start);
  if (!begins && !(first && /^e[\w-]*\W$/u.test(text.slice(core.start, first.start)))) return null;
  if (!foreign.some((character) => DELIMITER.test(character))) return core;
  return isOneToken(text, core, first) ? core : null;
}

/** Whether a text that a delimiter is in has the segments of one token, which the piece before the delimiter has not. */
function isOneToken(text: string, core: Run, first: Run | undefined): boolean {
  const inner = text.slice(core.start, core.end);
  const dots = inner.split(".", 7).length - 1;
  if (!first || first.start !== core.start) return dots === 2 || dots === 4;
  const piece = text.slice(first.start, first.end);
  const header = headerOf(piece.slice(0, piece.indexOf(".")));
  const wanted = header && firstMember(header, "enc") ? 4 : 2;
  if (dots !== wanted) return false;
  if (piece.split(".", 7).length - 1 < wanted) return true;
  // All segments are there: what follows belongs to the last if with it that has its length, give or take one character.
  const last = inner.slice(inner.lastIndexOf(".") + 1);
  const length = last.replace(/%[\da-f]{2}/gi, "").replace(FOREIGN, "").length;
  return (
    header !== null &&
    /^[\w-]+(?:[^\w-][\w-]*){0,8}$/u.test(last) &&
    expectedLengths(header, wanted === 4).some((expected) => expected === length || expected === length + 1)
  );
}

/** Punctuation at the end is none of the token's, but for dots that follow it at once. */
function endWithoutPunctuation(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[^\w\-+/=~\p{L}\p{N}\p{Cc}]/u.test(text[at - 1] as string)) at -= 1;
  while (text[at] === "." && at < end) at += 1;
  return at;
}
