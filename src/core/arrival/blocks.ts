import type { Range } from "../text/range.ts";

const BEGIN = "-----BEGIN ";
const END = "-----END ";

/**
 * The JSON objects and arrays and the PEM blocks in a text, in order: what may be a separate thing in the middle of
 * prose. A PEM block includes those that follow it directly, as in a chain; public blocks and those of a private key
 * stay apart. Linear time: the search ends after a few brackets that are never closed, and after `most` blocks.
 */
export function blocksOf(text: string, most = Number.POSITIVE_INFINITY): readonly Range[] {
  const blocks: Range[] = [];
  let at = 0;
  // Each unclosed bracket makes the search read to the end of the text, so limit how often.
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

/** Whether a PEM block is a private key, or a private key's parameters. */
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

/** Where the object or array that begins at `start` ends, skipping strings; null if it does not end. */
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

/** The place of the quote that ends the string, or the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
