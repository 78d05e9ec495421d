import { ANSI_C_ESCAPES } from "../text/ansi-c.ts";
import type { Range } from "../text/range.ts";

/** A curl command in a text. */
export interface Command {
  readonly range: Range;
  /** Its words as the shell passes them, the program first. */
  readonly words: readonly string[];
}

/** At most this many commands of a text, and none longer, are read. */
const MOST_COMMANDS = 20;
const MOST_LENGTH = 400_000;

const BEGINS = /^[ \t]{0,20}(?:[$>#%] )?(?=curl(?:\.exe)?[ \t])/gm;

/**
 * The curl commands that begin a line of a text, each up to the end of its last line: they continue across quoted line
 * breaks and those after `\`, `^` or a backtick.
 */
export function commandsIn(text: string): readonly Command[] {
  const commands: Command[] = [];
  let done = 0;
  for (const match of text.matchAll(BEGINS)) {
    const start = match.index + match[0].length;
    if (match.index < done) continue;
    if (commands.length === MOST_COMMANDS) break;
    const command = readCommand(text, start);
    commands.push(command);
    done = command.range.end;
  }
  return commands;
}

/**
 * The exact body that a command sends: `--data` and its variants joined by `&`, `--json` by nothing, as curl does it.
 * Null if it has no body, or the bytes are not in the command: they come from a file (`@`), or are encoded first.
 */
export function bodyOf({ words }: Command): string | null {
  const parts = words.flatMap((word, at) => {
    const [, option, glued, equal] = DATA.exec(word) ?? [];
    return option === undefined ? [] : [{ option, text: glued ?? equal ?? words[at + 1] ?? "" }];
  });
  const isElsewhere = parts.some(
    ({ option, text }) => option === "--data-urlencode" || (option !== "--data-raw" && text.startsWith("@")),
  );
  if (parts.length === 0 || isElsewhere) return null;
  return parts.map(({ text }) => text).join(parts.every(({ option }) => option === "--json") ? "" : "&");
}

/** An option with data, and the data if it is in the same word. */
const DATA = /^(-d|--(?:data(?:-raw|-ascii|-binary|-urlencode)?|json))(?:(?<=^-d)([^]+)|=([^]+))?$/;

function readCommand(text: string, start: number): Command {
  const limit = Math.min(text.length, start + MOST_LENGTH);
  const words: string[] = [];
  let word: string | null = null;
  let at = start;
  while (at < limit && !/[\r\n]/.test(text.charAt(at))) {
    const escaped = /[\\^`]/.test(text.charAt(at)) ? lengthOfBreak(text, at + 1) : 0;
    if (escaped > 0) at += 1 + escaped;
    else if (/[ \t]/.test(text.charAt(at))) {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else {
      const part = partAt(text, at, limit);
      // A quote that is never closed is an apostrophe: what follows the line is not part of the command.
      if (part === null) return { range: { start, end: endOfLine(text, at) }, words };
      word = (word ?? "") + part.text;
      at = part.end;
    }
  }
  if (word !== null) words.push(word);
  return { range: { start, end: at }, words };
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

function lengthOfBreak(text: string, at: number): number {
  return text.startsWith("\r\n", at) ? 2 : text[at] === "\n" ? 1 : 0;
}

interface Part {
  readonly text: string;
  readonly end: number;
}

/** How each shell quotes: the opening and closing quote, and the escape character between them. */
const QUOTES = [
  { open: '^"', close: '^"', escape: "^" },
  { open: "$'", close: "'", escape: "\\" },
  { open: "'", close: "'", escape: null },
  { open: '"', close: '"', escape: "\\" },
] as const;

/** A character by its number in hex or octal; others by their letter (bash, "ANSI-C Quoting"). */
const NUMBERED = /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|([0-7]{1,3}))/iy;

/** What an escape in a quoted part stands for, and its length. */
function escapedAt(text: string, at: number, open: string): readonly [said: string, length: number] {
  const next = text.charAt(at + 1);
  // Between double quotes a backslash is literal before a character without special meaning there.
  if (open === '"') return /["$`\\]/.test(next) ? [next, 2] : next === "\n" ? ["", 2] : ["\\", 1];
  if (open !== "$'") return [next, 2];
  NUMBERED.lastIndex = at;
  const [whole, x, u, wide, octal] = NUMBERED.exec(text) ?? [];
  const code = octal === undefined ? Number.parseInt(x ?? u ?? wide ?? "", 16) : Number.parseInt(octal, 8);
  if (whole !== undefined && code <= 0x10ffff) return [String.fromCodePoint(code), whole.length];
  return [ANSI_C_ESCAPES[next] ?? next, 2];
}

/** A quoted part of a word, or one character; null if a quote is not closed before `limit`. */
function partAt(text: string, start: number, limit: number): Part | null {
  const quotes = QUOTES.find(({ open }) => text.startsWith(open, start));
  if (quotes === undefined) {
    const at = /[\\^`]/.test(text.charAt(start)) ? start + 1 : start;
    return { text: text.charAt(at), end: at + 1 };
  }
  const { open, close, escape } = quotes;
  const parts: string[] = [];
  let at = start + open.length;
  while (at < limit && !text.startsWith(close, at)) {
    const [said, length] = text[at] === escape ? escapedAt(text, at, open) : [text.charAt(at), 1];
    parts.push(said);
    at += length;
  }
  return at < limit ? { text: parts.join(""), end: at + close.length } : null;
}
