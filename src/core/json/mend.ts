import type { TextEdit } from "../text/range.ts";
import { JSON_NUMBER, MAX_JSON_DEPTH, parseJson } from "./parse.ts";

const QUOTE = /["'`\u2018-\u201f]/;

/** What another language, or a person, writes differently from JSON. */
type MendKind =
  | "space"
  | "single-quotes"
  | "quotes"
  | "comment"
  | "trailing-comma"
  | "missing-comma"
  | "word"
  | "name"
  | "number";

/** One place that is not JSON, and its JSON form. */
interface Mend {
  readonly kind: MendKind;
  /** The word or number found there; else "". */
  readonly found: string;
  readonly edit: TextEdit;
}

/** At most this many places are fixed; nobody writes a text with more. */
const MOST = 2000;

/**
 * The literals of JSON as Python, JavaScript, Ruby, Go and PHP spell them. Values that JSON does not have become null.
 */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["TRUE", "true"],
  ["False", "false"],
  ["FALSE", "false"],
  ["None", "null"],
  ["NULL", "null"],
  ["Null", "null"],
  ["nil", "null"],
  ["undefined", "null"],
  ["NaN", "null"],
  ["Infinity", "null"],
  ["-Infinity", "null"],
]);

const SPACE = /[\s\u00a0\u200b\u2060\ufeff]+/y;
/** Spaces from web pages and word processors, which JSON does not allow between tokens. */
const FOREIGN_SPACE = /[^ \t\n\r]/;
// An unclosed comment is read to the end, so that no text is read twice for it.
const COMMENT = /\/\/[^\n]*|#[^\n]*|\/\*(?:[^*]|\*(?!\/))*(\*\/)?/y;
const DOUBLE = /"(?:[^"\\\n]|\\.)*("?)/y;
const SINGLE = /'(?:[^'\\\n]|\\.)*('?)/y;
const CURLY =
  /[\u201c-\u201f\u2033\u00ab\u00bb\uff02][^\n\u201c-\u201f\u2033\u00ab\u00bb\uff02"]*[\u201c-\u201f\u2033\u00ab\u00bb\uff02"]/y;
const CURLY_SINGLE = /[\u2018-\u201b][^\n\u2018-\u201b]*[\u2018-\u201b]/y;
const WORD = /[-+.\w$]+/y;
const NAME = /^[\w$.-]+$/;

interface Frame {
  readonly isObject: boolean;
  wants: "name" | "colon" | "value" | "comma";
}

/** The match of a pattern at an offset. */
function at(pattern: RegExp, text: string, offset: number): string | null {
  pattern.lastIndex = offset;
  const found = pattern.exec(text);
  return found === null || found[1] === "" ? null : found[0];
}

/** A number as JSON writes it; null if it is not a number or is ambiguous (a leading zero means octal to some). */
function numberOf(word: string): string | null {
  if (/^[+-]?0[xX][\da-fA-F]{1,12}$/.test(word))
    return String(Number(word.replace(/^[+-]/, "")) * (word.startsWith("-") ? -1 : 1));
  const plain = word.replace(/^\+/, "").replace(/(\d)_(?=\d)/g, "$1");
  const whole = plain.replace(/^(-?)\./, "$10.").replace(/\.(?=$|[eE])/, ".0");
  return JSON_NUMBER.test(whole) ? whole : null;
}

/** The content of a literal with other quotes, as a JSON string. */
function requoted(literal: string): string {
  const inside = literal.slice(1, -1).replace(/\\'|\\?"/g, (found) => (found === "\\'" ? "'" : '\\"'));
  return `"${inside}"`;
}

/**
 * The edits that make a text JSON, in text order, if it differs from JSON only as other languages and people write it:
 * quotes, words, names, numbers, comments, commas. Null if it is JSON already, or if more is wrong than that: missing
 * content is never guessed. Applied together the edits give JSON. Linear; never fails.
 */
export function mendJson(text: string): readonly Mend[] | null {
  const mends: Mend[] = [];
  const frames: Frame[] = [];
  let rootDone = false;
  /** Where the last value ended, and where the last comma is. */
  let ended = 0;
  let comma: number | null = null;
  const mend = (kind: MendKind, start: number, end: number, insert: string, found = ""): void => {
    mends.push({ kind, found, edit: { range: { start, end }, insert } });
  };
  let offset = 0;
  while (offset < text.length) {
    if (mends.length > MOST || frames.length > MAX_JSON_DEPTH) return null;
    const space = at(SPACE, text, offset);
    if (space !== null) {
      if (FOREIGN_SPACE.test(space)) {
        mend(
          "space",
          offset,
          offset + space.length,
          space.replace(/[^ \t\n\r]/g, (one) => (/[\u200b\u2060\ufeff]/.test(one) ? "" : " ")),
        );
      }
      offset += space.length;
      continue;
    }
    const comment = at(COMMENT, text, offset);
    if (comment !== null) {
      if (comment.startsWith("/*") && (comment.length < 4 || !comment.endsWith("*/"))) return null;
      mend("comment", offset, offset + comment.length, "");
      offset += comment.length;
      continue;
    }
    const frame = frames.at(-1);
    const sign = text[offset] ?? "";
    if (frame === undefined && rootDone) return null;
    if (sign === "}" || sign === "]") {
      if (frame === undefined || frame.isObject !== (sign === "}")) return null;
      if (comma !== null) mend("trailing-comma", comma, comma + 1, "");
      else if (frame.wants === "value" && frame.isObject) return null;
      if (frame.wants === "colon") return null;
      frames.pop();
      offset += 1;
      done(frames);
      continue;
    }
    if (sign === ",") {
      if (frame === undefined || frame.wants !== "comma") return null;
      comma = offset;
      frame.wants = frame.isObject ? "name" : "value";
      offset += 1;
      continue;
    }
    if (sign === ":") {
      if (frame?.wants !== "colon") return null;
      frame.wants = "value";
      offset += 1;
      continue;
    }
    if (frame?.wants === "colon") return null;
    // A value or a name begins; if a comma was due, it is missing.
    if (frame?.wants === "comma") {
      // Two adjacent texts in a list are one in Python, and a leading sign makes a sum: only the author can say.
      const areTexts = QUOTE.test(sign) && QUOTE.test(text[ended - 1] ?? "");
      const isBeside = areTexts && !text.slice(ended, offset).includes("\n");
      if (!frame.isObject && (isBeside || /[+-]/.test(sign))) return null;
      mend("missing-comma", ended, ended, ",");
      frame.wants = frame.isObject ? "name" : "value";
    }
    comma = null;
    const isName = frame?.wants === "name";
    if (sign === "{" || sign === "[") {
      if (isName) return null;
      frames.push({ isObject: sign === "{", wants: sign === "{" ? "name" : "value" });
      offset += 1;
      continue;
    }
    const length = literal(offset, isName);
    if (length === null) return null;
    offset += length;
    if (isName) frame.wants = "colon";
    else done(frames);
  }
  if (!rootDone || mends.length === 0) return null;
  // In text order: a missing comma is found only after the comment that follows it.
  mends.sort((a, b) => a.edit.range.start - b.edit.range.start);
  const mended = applied(text, mends);
  return parseJson(mended).problems.length === 0 ? mends : null;

  function done(open: readonly Frame[]): void {
    const around = open.at(-1);
    ended = offset;
    comma = null;
    if (around === undefined) rootDone = true;
    else around.wants = "comma";
  }

  /** Takes the string, word or number at a place; returns its length, null if there is none. */
  function literal(start: number, isName: boolean): number | null {
    const string = at(DOUBLE, text, start);
    if (string !== null) return string.length;
    for (const [kind, pattern] of [
      ["single-quotes", SINGLE],
      ["quotes", CURLY],
      ["quotes", CURLY_SINGLE],
    ] as const) {
      const found = at(pattern, text, start);
      if (found === null) continue;
      mend(kind, start, start + found.length, requoted(found));
      return found.length;
    }
    const word = at(WORD, text, start);
    if (word === null) return null;
    if (isName) {
      if (!NAME.test(word)) return null;
      mend("name", start, start + word.length, JSON.stringify(word), word);
      return word.length;
    }
    if (word === "true" || word === "false" || word === "null" || JSON_NUMBER.test(word)) return word.length;
    const known = WORDS.get(word);
    const number = known === undefined ? numberOf(word) : null;
    if (known === undefined && number === null) return null;
    mend(known === undefined ? "number" : "word", start, start + word.length, known ?? number ?? "", word);
    return word.length;
  }
}

/** The text with all fixes applied. Takes them in text order. */
export function applied(text: string, mends: readonly Mend[]): string {
  let from = 0;
  const parts = mends.map(({ edit: { range, insert } }) => {
    const part = text.slice(from, range.start) + insert;
    from = range.end;
    return part;
  });
  return parts.join("") + text.slice(from);
}

const CALLED: Readonly<Record<Exclude<MendKind, "word" | "number">, string>> = {
  space: "no-break spaces",
  "single-quotes": "single quotes",
  quotes: "typographic quotes",
  comment: "comments",
  "trailing-comma": "an extra comma",
  "missing-comma": "a comma is missing",
  name: "names without quotes",
};

/** The fixes in words: "single quotes, True, an extra comma". */
export function mendWords(mends: readonly Mend[]): string {
  const words = mends.map(({ kind, found }) => (kind === "word" || kind === "number" ? found : CALLED[kind]));
  const told = [...new Set(words)];
  const most = 4;
  return told.slice(0, most).join(", ") + (told.length > most ? " and more" : "");
}
