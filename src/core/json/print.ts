import { MAX_JSON_DEPTH } from "./parse.ts";
import type { JsonDocument } from "./types.ts";

/** A pretty print may be this many times as long as its text, plus 64 KB; deep nesting would make it explode. */
const MAX_GROWTH = 12;

/**
 * Lays a JSON text out over lines, indented by two spaces per level, empty objects and arrays as `{}` and `[]`. Every
 * token stays exactly as written: only insignificant white space (RFC 8259 section 2) changes. Returns the text
 * unchanged if it is not JSON, nests past `MAX_JSON_DEPTH`, or would grow too much. Idempotent; linear time.
 */
export function printJson(text: string): string {
  return isJson(text) ? (layOut(text, true) ?? text) : text;
}

/** What `minifyJson` (`minify.ts`) makes of a document's text, without reading it once more. */
export function minifyDocument({ text, problems }: JsonDocument): string {
  return problems.length === 0 ? (layOut(text, false) ?? text) : text;
}

/** Whether a text is JSON (RFC 8259) as JavaScript reads it. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies the tokens of a valid JSON text with new white space between them; null if it nests or grows too much. */
export function layOut(text: string, pretty: boolean): string | null {
  const most = text.length * MAX_GROWTH + 65_536;
  let out = "";
  let depth = 0;
  /** Everything before this offset is copied. */
  let copied = 0;
  const newline = (): void => {
    if (pretty) out += indent(depth);
  };
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      i = endOfString(text, i);
      continue;
    }
    if (code <= 0x20) {
      out += text.slice(copied, i);
      i += 1;
      while (text.charCodeAt(i) <= 0x20) i += 1;
      copied = i;
      continue;
    }
    i += 1;
    const opens = code === 0x7b || code === 0x5b;
    const closes = code === 0x7d || code === 0x5d;
    if (opens) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return null;
      if (!pretty) continue;
      const next = skipSpace(text, i);
      const after = text.charCodeAt(next);
      out += text.slice(copied, i);
      copied = next;
      i = next;
      if (after === 0x7d || after === 0x5d) {
        // An empty object or array: its closing bracket follows at once.
        i += 1;
        depth -= 1;
      } else newline();
    } else if (closes) {
      depth -= 1;
      if (!pretty) continue;
      out += text.slice(copied, i - 1);
      newline();
      copied = i - 1;
    } else if (!pretty) continue;
    else if (code === 0x2c) {
      out += text.slice(copied, i);
      copied = i;
      newline();
    } else if (code === 0x3a) {
      out += `${text.slice(copied, i)} `;
      copied = i;
    }
    if (out.length > most) return null;
  }
  return out + text.slice(copied);
}

const INDENTS: string[] = [];

function indent(depth: number): string {
  return (INDENTS[depth] ??= `\n${"  ".repeat(depth)}`);
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) <= 0x20) i += 1;
  return i;
}

/** Past the closing quote of the string that opens at `start`; the text is known to be JSON, so it has one. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === 0x5c) before -= 1;
  return (at - before) % 2 === 1;
}
