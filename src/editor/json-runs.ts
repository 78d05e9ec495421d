import { findInvisible } from "../core/text/code-points.ts";
import { cutRuns } from "./cut-runs.ts";
import type { Lit, Mark, Run } from "./runs.ts";

/** The kinds of stretch in a JSON text: a member name, a number or literal, punctuation, an invisible character. */
type JsonRunKind = "name" | "number" | "punctuation" | "invisible";

// A string followed by a colon is a name; an unfinished string ends with its line.
const TOKEN = /"(?:[^"\\]|\\.)*(?:"(\s*:)?)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[[\]{},:]/g;

/** Whether a text begins like JSON with several parts: digits and brackets in prose mean nothing. Null if it is all blanks. */
export function beginsAsJson(text: string): boolean | null {
  const first = /\S/.exec(text)?.[0];
  return first === undefined ? null : /[{["\ufeff]/.test(first);
}

/**
 * One line of a text in flat runs; if it is not JSON, only invisible characters are distinguished. Reads only this
 * line, so a text that is not JSON yet is coloured as far as it looks like it.
 */
export function lineRuns(
  line: string,
  marks: readonly Mark[],
  lit: readonly Lit[] = [],
  isJson = true,
): readonly Run<JsonRunKind>[] {
  const invisible = findInvisible(line).map(({ range }) => ({ range, kind: "invisible" as const }));
  const stretches: { readonly range: { readonly start: number; readonly end: number }; readonly kind: JsonRunKind }[] =
    [...invisible];
  const add = (start: number, end: number, kind: JsonRunKind): void => {
    // Stretches must not overlap, so invisible characters split the others.
    let from = start;
    for (const { range } of invisible) {
      if (range.end <= from || range.start >= end) continue;
      if (range.start > from) stretches.push({ range: { start: from, end: range.start }, kind });
      from = range.end;
    }
    if (from < end) stretches.push({ range: { start: from, end }, kind });
  };
  for (const { 0: token, 1: colon, index } of isJson ? line.matchAll(TOKEN) : []) {
    const end = index + token.length;
    if (token.startsWith('"')) {
      if (colon === undefined) continue;
      add(index, end - colon.length, "name");
      add(end - colon.length, end, "punctuation");
    } else add(index, end, /[[\]{},:]/.test(token) ? "punctuation" : "number");
  }
  return cutRuns(line, stretches, marks, lit);
}
