import type { Range } from "../../text/range.ts";
import { LEXICA, type Language } from "./lexicon.ts";

/** The smallest part of code. */
export interface Token {
  /** `mark`: an operator or another sign; `text`: a literal. */
  readonly kind: "word" | "text" | "number" | "mark" | "open" | "close";
  /** The decoded text of a literal, otherwise what is written. */
  readonly text: string;
  readonly range: Range;
  /** It is the first of its line. */
  readonly isFirst: boolean;
  /** A text that the program fills in. */
  readonly isFilled: boolean;
}

/** The most tokens that are read; the rest of the code is left out. */
const MOST_TOKENS = 200_000;

const WORD = /[\p{L}_$@][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?[a-zA-Z]{0,4}\d{0,3}/y;
/** Operators of several characters. */
const MARKS = "... === !== => == != <= >= := -> :: ?. ?? || && ** += -= |= &=".split(" ");
/** After these, a slash starts a regular expression. */
const BEFORE_EXPRESSION = new Set("( , = : [ ! & | ? { } ; => == === return && ||".split(" "));
const EXPRESSION = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.){0,99}\]){1,200}\/[a-z]{0,9}/y;
const SYMBOL = /:[A-Za-z_]\w*/y;
const WORDS = /%[wi]([[({])([^\])}\n]*)[\])}]/y;
const CHARACTER = /'(?:\\.[^'\n]{0,8}|[^\\'\n])'/uy;

/** The match of a sticky expression at a place. */
function at(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** The tokens of code, without comments. Never throws: what is not understood is a mark. */
export function tokensOf(text: string, language: Language): readonly Token[] {
  const { line, block, quotes } = LEXICA[language];
  const starts = new Set(quotes.map(({ open }) => open.charAt(0)));
  const found: Token[] = [];
  let place = 0;
  let isFirst = true;
  const add = (kind: Token["kind"], end: number, value = text.slice(place, end), start = place, isFilled = false) => {
    found.push({ kind, text: value, range: { start, end }, isFirst, isFilled });
    isFirst = false;
    place = end;
  };
  while (place < text.length && found.length < MOST_TOKENS) {
    const character = text[place]!;
    const comment = block.find(([open]) => text.startsWith(open, place));
    if (comment !== undefined) {
      const end = text.indexOf(comment[1], place + comment[0].length);
      place = end < 0 ? text.length : end + comment[1].length;
      continue;
    }
    if (character === "\n") isFirst = true;
    if (/\s/.test(character)) {
      place += 1;
      continue;
    }
    if (line.some((open) => text.startsWith(open, place))) {
      const end = text.indexOf("\n", place);
      place = end < 0 ? text.length : end;
      continue;
    }
    const quote = starts.has(character) ? quotes.find(({ open }) => text.startsWith(open, place)) : undefined;
    if (quote !== undefined) {
      const from = place + quote.open.length;
      const end = endOfText(text, from, quote.close, quote.raw === true, quote.long === true);
      const own = text.slice(from, end);
      const isFilled = quote.filled?.test(own) === true;
      add("text", Math.min(text.length, end + quote.close.length), quote.raw ? own : decoded(own), place, isFilled);
      continue;
    }
    if (language === "rust" && character === "'") {
      const whole = at(CHARACTER, text, place);
      add("mark", place + (whole?.[0].length ?? 1));
      continue;
    }
    if (language === "ruby") {
      const words = character === "%" ? at(WORDS, text, place) : null;
      if (words !== null) {
        addWords(words);
        continue;
      }
      const symbol = character === ":" && text[place - 1] !== ":" ? at(SYMBOL, text, place) : null;
      if (symbol !== null && !/[\w)\]]/.test(text[place - 1] ?? "")) {
        add("text", place + symbol[0].length, symbol[0].slice(1));
        continue;
      }
    }
    if (language === "javascript" && character === "/" && startsExpression(found.at(-1))) {
      const expression = at(EXPRESSION, text, place);
      if (expression !== null) {
        add("mark", place + expression[0].length);
        continue;
      }
    }
    if (/\d/.test(character)) {
      const [raw] = at(NUMBER, text, place)!;
      add("number", place + raw.length, raw.replaceAll("_", "").replace(/(?<=\d)[a-df-zA-DF-Z]\w{0,9}$/, ""));
      continue;
    }
    const word = at(WORD, text, place);
    if (word !== null) add("word", place + word[0].length);
    else if ("([{".includes(character)) add("open", place + 1);
    else if (")]}".includes(character)) add("close", place + 1);
    else add("mark", place + (MARKS.find((mark) => text.startsWith(mark, place))?.length ?? 1));
  }
  return found;

  /** Ruby's list of words, as a list of texts. */
  function addWords(words: RegExpExecArray): void {
    const inside = place + words[0].length - 1 - (words[2]?.length ?? 0);
    add("open", inside, "[");
    for (const one of (words[2] ?? "").matchAll(/\S+/g)) {
      if (found.at(-1)?.kind === "text") add("mark", place, ",");
      add("text", inside + one.index + one[0].length, one[0], inside + one.index);
    }
    add("close", words.index + words[0].length, "]");
  }
}

const startsExpression = (before: Token | undefined): boolean =>
  before === undefined || (before.kind !== "text" && BEFORE_EXPRESSION.has(before.text));

/** Where a text ends: at its closing mark, or at the end of its line. */
function endOfText(text: string, from: number, close: string, isRaw: boolean, isLong: boolean): number {
  for (let place = from; place < text.length; place += 1) {
    if (!isRaw && text[place] === "\\") place += 1;
    else if (text.startsWith(close, place)) return place;
    else if (!isLong && text[place] === "\n") return place;
  }
  return text.length;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", b: "\b", f: "\f" };

/** A text without the escapes that all these languages share. */
const decoded = (own: string): string =>
  own.includes("\\")
    ? own.replace(/\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|([\s\S]))/g, (_, long, short, one: string) => {
        const code: string | undefined = long ?? short;
        if (code === undefined) return ESCAPES[one] ?? one;
        const value = Number.parseInt(code, 16);
        return value > 0x10_ff_ff ? "" : String.fromCodePoint(value);
      })
    : own;
