import type { Range } from "../text/range.ts";

const BEGIN = "-----BEGIN ";
const END = "-----END ";

/**
 * The JSON objects and arrays and the PEM blocks in a text, in its order: what may be its own thing in the middle of
 * prose. A PEM block goes on over others that follow it at once, as a chain does; public ones and what belongs to a private key
 * stay apart. Time in proportion to the text: after a
 * few brackets that are never closed the search ends, and so it does after `most` blocks.
 */
export function blocksOf(text: string, most = Number.POSITIVE_INFINITY): readonly Range[] {
  const blocks: Range[] = [];
  let at = 0;
  // What is opened and never closed is read to the text's end again and again: only so often.
  let budget = text.length + Math.min(3 * text.length, 2_000_000) + 1000;
  while (at < text.length && budget > 0 && blocks.length < most) {
    const start = nextStart(text, at);
    if (start === text.length) break;
    const end = text.startsWith(BEGIN, start) ? endOfPem(text, start) : endOfJson(text, start);
    budget -= (end ?? text.length) - start;
    if (end === null) {
      at = start + 1;
      continue;
    }
    const last = blocks.at(-1);
    const isChain =
      last !== undefined && text[last.start] === "-" && isPrivate(text, start) === isPrivate(text, last.start);
    if (text[start] === "-" && isChain && text.slice(last.end, start).trim() === "")
      blocks[blocks.length - 1] = { start: last.start, end };
    else blocks.push({ start, end });
    at = end;
  }
  return blocks;
}

/** Whether a PEM block is a private key, or the parameters of one. */
function isPrivate(text: string, start: number): boolean {
  return /^-----BEGIN [A-Z ]{0,40}(?:PRIVATE|PARAMETERS)/.test(text.slice(start, start + 80));
}

function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || (character === "[" && /^\[\s{0,9}\{/.test(text.slice(at, at + 11)))) return at;
    if (character === "-" && text.startsWith(BEGIN, at)) return at;
  }
  return text.length;
}

function endOfPem(text: string, start: number): number | null {
  const footer = text.indexOf(END, start);
  if (footer < 0) return null;
  const dashes = text.indexOf("-----", footer + END.length);
  return dashes < 0 ? null : dashes + 5;
}

/** Where the object or array that begins at `start` ends, strings skipped; null where it does not. */
function endOfJson(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** The place of the quote that ends the string, or the text's end. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
