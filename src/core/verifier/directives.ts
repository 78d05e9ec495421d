import type { Range } from "../text/range.ts";

/** A directive of a file in nginx's style: words up to a semicolon, or a block. */
export interface Directive {
  readonly name: string;
  readonly words: readonly Word[];
  readonly range: Range;
  /** Null: it has no block. */
  readonly block: readonly Directive[] | null;
}

export interface Word {
  readonly text: string;
  readonly range: Range;
}

/** Deeper blocks are not read. */
const MOST_DEPTH = 30;

/** The directives of a text, and where reading failed; null if it did not. Never throws. */
export function directivesIn(text: string): {
  readonly directives: readonly Directive[];
  readonly problem: Range | null;
} {
  const end = text.length;
  const top: Directive[] = [];
  const open: {
    readonly directives: Directive[];
    readonly name: string;
    readonly words: readonly Word[];
    readonly start: number;
  }[] = [];
  let directives = top;
  let words: Word[] = [];
  let at = 0;
  let problem: number | null = null;
  while (at < end && problem === null) {
    const character = text[at] ?? "";
    if (" \t\r\n".includes(character)) at += 1;
    else if (character === "#") at = lineEnd(text, at);
    else if (character === ";" || character === "{") {
      const [name, ...rest] = words;
      if (name === undefined || open.length > MOST_DEPTH) problem = at;
      else if (character === ";")
        directives.push({ name: name.text, words: rest, range: { start: name.range.start, end: at }, block: null });
      else {
        open.push({ directives, name: name.text, words: rest, start: name.range.start });
        directives = [];
      }
      words = [];
      at += 1;
    } else if (character === "}") {
      const block = open.pop();
      if (block === undefined || words.length > 0) problem = at;
      else {
        const { name, start } = block;
        block.directives.push({ name, words: block.words, range: { start, end: at + 1 }, block: directives });
        directives = block.directives;
      }
      at += 1;
    } else {
      const word = wordAt(text, at);
      if (word === null) problem = at;
      else {
        words.push(word);
        at = quoteEnd(text, word);
      }
    }
  }
  // Unclosed blocks count as far as they were read.
  const broken = problem ?? (open.length > 0 || words.length > 0 ? end : null);
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    const { name, start } = block;
    block.directives.push({ name, words: block.words, range: { start, end }, block: directives });
    directives = block.directives;
  }
  return { directives: top, problem: broken === null ? null : { start: broken, end: text.length } };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** A word, with or without quotation marks; null if the marks do not close. */
function wordAt(text: string, start: number): Word | null {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    let end = start;
    while (end < text.length && !/[\s;{}]/.test(text[end] ?? "")) end += 1;
    // A variable in braces, and the braces of a regular expression, belong to the word.
    while (text[end] === "{" && end > start && !/\s/.test(text[end - 1] ?? "")) {
      const close = text.indexOf("}", end);
      if (close < 0 || /\s/.test(text.slice(end, close))) break;
      end = close + 1;
      while (end < text.length && !/[\s;{}]/.test(text[end] ?? "")) end += 1;
    }
    return end > start ? { text: text.slice(start, end), range: { start, end } } : null;
  }
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === quote) return { text: value, range: { start: start + 1, end: at } };
    if (character === "\\" && (text[at + 1] === quote || text[at + 1] === "\\")) {
      at += 1;
      value += text[at] ?? "";
    } else value += character;
  }
  return null;
}

/** The end of a word, including its closing quotation mark. */
function quoteEnd(text: string, { range }: Word): number {
  const mark = text[range.start - 1];
  return (mark === '"' || mark === "'") && text[range.end] === mark ? range.end + 1 : range.end;
}
