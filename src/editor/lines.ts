import type { Range } from "../core/text/range.ts";

/** The line number of an offset, counted from 1. LF ends a line. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

/** A range in words: "line 7", "lines 5 to 6". A range that ends just after a line break ends on the line before. */
export function lineWords(text: string, { start, end }: Range): string {
  const first = lineAt(text, start);
  const last = lineAt(text, Math.max(start, end - 1));
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

/** A range in words, in characters counted from 1: "character 98", "characters 98 to 99". An empty range is the character after it. */
export function characterWords({ start, end }: Range): string {
  return end - start <= 1 ? `character ${start + 1}` : `characters ${start + 1} to ${end}`;
}
