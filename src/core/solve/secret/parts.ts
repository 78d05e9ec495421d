import type { Change, Changed } from "./change.ts";

/** How many parts of a text are tried, and in how long a text. */
const MOST_PARTS = 24;
const MOST_CHARACTERS = 4000;
/** Shorter parts are words around the secret. */
const LEAST = 4;

const STRING = /"([^"\\\n]{4,1000})"|'([^'\\\n]{4,1000})'|`([^`\\\n]{4,1000})`/g;
/** Spring's `${name:default}`. */
const DEFAULT = /^\$\{[\w.-]{1,100}:([^{}]{1,1000})\}$/;
const ELEMENT = />([^<>\n]{4,1000})<\//g;
const BRACKETS = /\[([^[\]\s]{8,1000})\]/g;
/** A word of a command: `-e NAME=value`, `Environment=NAME=value`. */
const WORD = /(?<=[\s"'=]|^)[A-Za-z_][\w.]{0,100}=["']?([^\s"'=][^\s"']{3,1000})/g;
/** The last column of a table. */
const COLUMN = /\S[ \t]{2,40}(\S{4,1000})$/;

/**
 * The parts of a text that may be the secret alone: the strings of a piece of code, the words of a command, the content
 * of an element, the lines and last columns of a terminal's output. Each with what it is.
 */
function parts(text: string): readonly Changed[] {
  if (text.length > MOST_CHARACTERS) return [];
  const found: Changed[] = [];
  const add = (part: string, value: string | undefined): void => {
    if (value !== undefined && value.length >= LEAST && value !== text.trim())
      found.push({ text: value, args: { part } });
  };
  for (const [, ...quoted] of text.matchAll(STRING)) {
    const inner = quoted.find((each) => each !== undefined);
    add("a default value", DEFAULT.exec(inner ?? "")?.[1]);
    add("a quoted string", inner);
  }
  for (const [, inner] of text.matchAll(ELEMENT)) add("the content of an element", inner);
  for (const [, inner] of text.matchAll(BRACKETS)) add("what is in brackets", inner);
  for (const [, value] of text.matchAll(WORD)) add("one word", value);
  const lines = text.trim().split(/\r?\n/);
  if (lines.length > 1)
    // The output of a command is last.
    for (const line of lines.slice(0, MOST_PARTS).toReversed()) {
      add("one column", COLUMN.exec(line)?.[1]);
      add("one line", line.trim());
    }
  return found.slice(0, MOST_PARTS);
}

/** The secret stands within code, a command or its output. */
export const PART_CHANGES: readonly Change[] = [{ step: "part", of: parts, unwraps: true }];
