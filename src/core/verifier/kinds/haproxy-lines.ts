import type { Range } from "../../text/range.ts";

/** A word of a line, without its quotation marks and escapes. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

/** A line of HAProxy's configuration and the section it stands in. */
export interface Line {
  readonly section: string;
  readonly words: readonly Word[];
  readonly range: Range;
}

const SECTION =
  /^(?:global|defaults|frontend|backend|listen|peers|resolvers|userlist|cache|mailers|program|crt-store|ring|http-errors)$/;
/** More lines are not read. */
export const MOST_LINES = 5000;
const MOST_LINE = 20_000;

/** Whether a file has more lines than are read. */
export const hasMoreLines = (text: string): boolean => text.split("\n", MOST_LINES + 1).length > MOST_LINES;

/** The lines of a file, with the section of each; comments are left out. Never throws. */
export function haproxyLines(text: string): readonly Line[] {
  const found: Line[] = [];
  let section = "";
  let start = 0;
  for (const line of text.split("\n").slice(0, MOST_LINES)) {
    const words = line.length > MOST_LINE ? [] : wordsOf(line, start);
    const [first, second] = words;
    // A section's keyword starts its line.
    if (
      first &&
      SECTION.test(first.text) &&
      (first.range.start === start || second === undefined || !/[({,]/.test(line))
    )
      section = [first, second].flatMap((word) => word?.text ?? []).join(" ");
    else if (first)
      found.push({ section, words, range: { start: first.range.start, end: words.at(-1)?.range.end ?? start } });
    start += line.length + 1;
  }
  return found;
}

/** The words of a line up to a comment. In double quotes a backslash escapes, in single quotes nothing does. */
function wordsOf(line: string, start: number): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] ?? "")) {
      at += 1;
      continue;
    }
    if (line[at] === "#") break;
    const from = at;
    let value = "";
    let quote: string | null = null;
    for (; at < line.length; at += 1) {
      const character = line[at] ?? "";
      if (quote === null && /\s/.test(character)) break;
      if (character === quote) quote = null;
      else if (quote === null && (character === '"' || character === "'")) quote = character;
      else if (character === "\\" && quote !== "'" && at + 1 < line.length) {
        at += 1;
        value += line[at] ?? "";
      } else value += character;
    }
    words.push({ text: value, range: { start: start + from, end: start + at } });
  }
  return words;
}
