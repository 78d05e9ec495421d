import type { Range } from "../text/range.ts";

/** A curl command in a text. */
export interface Command {
  readonly range: Range;
  /** Its words as the shell passes them on, the program first. */
  readonly words: readonly string[];
}

/** No more commands of one text, and no longer ones, are read. */
const MOST_COMMANDS = 20;
const MOST_LENGTH = 400_000;

const BEGINS = /^[ \t]{0,20}(?:[$>#%] )?(?=curl(?:\.exe)?[ \t])/gm;

/** The curl commands that begin a line of a text, each to the end of its last line: quoted line breaks and those behind `\`, `^` or a backtick go on. */
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

/** What a command sends as its body, the parts joined as curl joins them (`--data` and its kin); null where it names none. */
export function bodyOf({ words }: Command): string | null {
  const parts = words.flatMap((word, at) => {
    const [, glued] = /^(?:-d|--(?:data(?:-raw|-ascii|-binary|-urlencode)?|json)=)([^]+)$/.exec(word) ?? [];
    if (glued !== undefined) return [glued];
    return /^(?:-d|--data(?:-raw|-ascii|-binary|-urlencode)?|--json)$/.test(word) ? words.slice(at + 1, at + 2) : [];
  });
  return parts.length === 0 ? null : parts.join("&");
}

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
      // A quote that is never closed is an apostrophe: what follows the line is not the command's.
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

/** How each shell quotes: the opening and closing quote, and the character that escapes between them. */
const QUOTES = [
  { open: '^"', close: '^"', escape: "^" },
  { open: "$'", close: "'", escape: "\\" },
  { open: "'", close: "'", escape: null },
  { open: '"', close: '"', escape: "\\" },
] as const;

/** A quoted part of a word, or one character; null where a quote is not closed before `limit`. */
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
    if (text[at] === escape) at += 1;
    parts.push(text.charAt(at));
    at += 1;
  }
  return at < limit ? { text: parts.join(""), end: at + close.length } : null;
}
