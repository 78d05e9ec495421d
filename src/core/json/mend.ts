import type { TextEdit } from "../text/range.ts";
import { MAX_JSON_DEPTH, parseJson } from "./parse.ts";

const QUOTE = /["'`\u2018-\u201f]/;

/** What another language, or a hand, writes differently than JSON does. */
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

/** One place that is not JSON, and what it is in JSON. */
export interface Mend {
  readonly kind: MendKind;
  /** What is there, where that is a word or number; else "". */
  readonly found: string;
  readonly edit: TextEdit;
}

/** So many places are fixed; a text with more is not one that somebody wrote. */
const MOST = 2000;

/** Spellings of the literals of JSON in Python, JavaScript, Ruby, Go and PHP. What JSON has no value for becomes null. */
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
/** Spaces of a web page or a word processor, which JSON does not know between its signs. */
const FOREIGN_SPACE = /[^ \t\n\r]/;
// What is not closed is read to its end all the same, so no text is read twice for it.
const COMMENT = /\/\/[^\n]*|#[^\n]*|\/\*(?:[^*]|\*(?!\/))*(\*\/)?/y;
const DOUBLE = /"(?:[^"\\\n]|\\.)*("?)/y;
const SINGLE = /'(?:[^'\\\n]|\\.)*('?)/y;
const CURLY =
  /[\u201c-\u201f\u2033\u00ab\u00bb\uff02][^\n\u201c-\u201f\u2033\u00ab\u00bb\uff02"]*[\u201c-\u201f\u2033\u00ab\u00bb\uff02"]/y;
const CURLY_SINGLE = /[\u2018-\u201b][^\n\u2018-\u201b]*[\u2018-\u201b]/y;
const WORD = /[-+.\w$]+/y;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NAME = /^[\w$.-]+$/;

interface Frame {
  readonly isObject: boolean;
  wants: "name" | "colon" | "value" | "comma";
}

/** What is at an offset, of the given kinds. */
function at(pattern: RegExp, text: string, offset: number): string | null {
  pattern.lastIndex = offset;
  const found = pattern.exec(text);
  return found === null || found[1] === "" ? null : found[0];
}

/** A number as JSON writes it; null where it is none, or where nobody knows which (a leading zero is octal to some). */
function numberOf(word: string): string | null {
  if (/^[+-]?0[xX][\da-fA-F]{1,12}$/.test(word))
    return String(Number(word.replace(/^[+-]/, "")) * (word.startsWith("-") ? -1 : 1));
  const plain = word.replace(/^\+/, "").replace(/(\d)_(?=\d)/g, "$1");
  const whole = plain.replace(/^(-?)\./, "$10.").replace(/\.(?=$|[eE])/, ".0");
  return JSON_NUMBER.test(whole) ? whole : null;
}

/** The content of a literal that is not quoted as JSON is, as a JSON string. */
function requoted(literal: string): string {
  const inside = literal.slice(1, -1).replace(/\\'|\\?"/g, (found) => (found === "\\'" ? "'" : '\\"'));
  return `"${inside}"`;
}

/**
 * What has to be changed for a text to be JSON, place by place in text order, where it is JSON but for how other languages and
 * hands write it: quotes, words, names, numbers, comments, commas. Null where it is JSON already, and where more is wrong than
 * that: what is missing is never guessed. Applied together the edits give JSON. Linear; never fails.
 */
export function mendJson(text: string): readonly Mend[] | null {
  const mends: Mend[] = [];
  const frames: Frame[] = [];
  let rootDone = false;
  /** Where the last value ended, and the last comma stands. */
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
    // A value or a name begins: where a comma was due, it is missing.
    if (frame?.wants === "comma") {
      // Side by side in a list two texts are one in Python, and what begins with a sign is a sum: who wrote it has to say.
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
  // In text order: a comma that is missing is found behind a comment that is before it.
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

  /** Takes the string, word or number at a place; gives its length, null where it is none. */
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

/** The text with all of it mended. Takes them in text order. */
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

/** What is to be fixed, in words: "single quotes, True, an extra comma". */
export function mendWords(mends: readonly Mend[]): string {
  const words = mends.map(({ kind, found }) => (kind === "word" || kind === "number" ? found : CALLED[kind]));
  const told = [...new Set(words)];
  const most = 4;
  return told.slice(0, most).join(", ") + (told.length > most ? " and more" : "");
}
