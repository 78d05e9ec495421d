import type { TextEdit } from "./range.ts";

/**
 * The smallest single replacement that turns `from` into `to`; null if they are equal. Never splits a surrogate pair of
 * either text, so no editor sees half a character. Linear time.
 */
export function smallestEdit(from: string, to: string): TextEdit | null {
  if (from === to) return null;
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start += 1;
  if (splitsPair(from, start) || splitsPair(to, start)) start -= 1;
  let kept = 0;
  const most = shorter - start;
  while (kept < most && from.charCodeAt(from.length - 1 - kept) === to.charCodeAt(to.length - 1 - kept)) kept += 1;
  if (splitsPair(from, from.length - kept) || splitsPair(to, to.length - kept)) kept -= 1;
  return { range: { start, end: from.length - kept }, insert: to.slice(start, to.length - kept) };
}

/** The text after one replacement. The range must lie within the text. */
export function applyEdit(text: string, { range, insert }: TextEdit): string {
  return text.slice(0, range.start) + insert + text.slice(range.end);
}

function splitsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
