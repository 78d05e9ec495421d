import type { Range } from "../text/range.ts";
import type { JsonProblem } from "./types.ts";

/**
 * A string literal that is not valid JSON, read as far as possible: where it ends, its value, and what is wrong with
 * it.
 */
interface BrokenString {
  /** Past the closing quote; without one, the end of the line. */
  readonly end: number;
  readonly value: string;
  readonly problems: readonly JsonProblem[];
}

/** What the letter behind a backslash stands for in a JSON string (RFC 8259 section 7), `u` apart. */
export const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads the string literal that opens at `start` of `text`, after a strict parser has refused it (RFC 8259 section 7).
 * Bad escapes and control characters stay in the value as they are. Linear in the literal's length.
 */
export function readBrokenString(text: string, start: number): BrokenString {
  const end = endOfString(text, start);
  const closed = end > start + 1 && text[end - 1] === '"' && !isEscaped(text, end - 1);
  const stop = closed ? end - 1 : end;
  const problems: JsonProblem[] = [];
  if (!closed) problems.push({ code: "string-unterminated", range: { start, end } });
  let value = "";
  for (let i = start + 1; i < stop;) {
    const character = text[i] as string;
    if (character === "\\") {
      const escape = readEscape(text, i, stop);
      if (!escape.good) problems.push({ code: "string-escape", range: escape.range });
      value += escape.value;
      i = escape.range.end;
      continue;
    }
    if (character < " ") problems.push({ code: "string-control-character", range: { start: i, end: i + 1 } });
    value += character;
    i += 1;
  }
  return { end, value, problems };
}

/**
 * Where a literal ends. A line break in it can mean a string that contains a line break, or a missing closing quote. It
 * is the first if the next quote looks like a closing one: before `,`, `:`, a bracket or the end.
 */
function endOfString(text: string, start: number): number {
  let lineEnd = -1;
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i += 1;
    else if (code === 0x22)
      return lineEnd < 0 || /^\s{0,99}(?:[,:\]}]|$)/.test(text.slice(i + 1, i + 100)) ? i + 1 : lineEnd;
    else if (lineEnd < 0 && (code === 0x0a || code === 0x0d)) lineEnd = i;
  }
  return lineEnd < 0 ? text.length : lineEnd;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

function readEscape(text: string, at: number, stop: number): { range: Range; value: string; good: boolean } {
  const letter = text[at + 1];
  if (letter === "u") {
    const digits = /^[\da-f]{0,4}/i.exec(text.slice(at + 2, Math.min(at + 6, stop)))?.[0] ?? "";
    const range = { start: at, end: at + 2 + digits.length };
    if (digits.length === 4) return { range, value: String.fromCharCode(parseInt(digits, 16)), good: true };
    return { range, value: text.slice(range.start, range.end), good: false };
  }
  const range = { start: at, end: Math.min(at + 2, stop) };
  const value = letter === undefined ? undefined : JSON_ESCAPES[letter];
  if (value !== undefined && range.end === at + 2) return { range, value, good: true };
  // The escaped character may be half of a surrogate pair: the other half is then read as an ordinary character.
  return { range, value: text.slice(range.start, range.end), good: false };
}
