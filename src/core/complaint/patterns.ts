import { CLASS_NAMES } from "./table/class-names.ts";
import { MESSAGES } from "./table/index.ts";
import { MORE } from "./table/more.ts";
import { OWN } from "./table/own/index.ts";
import type { Row } from "./types.ts";
import { wordsOf } from "./words.ts";

/** One wording of a row, prepared for the search. */
export interface Pattern {
  readonly row: Row;
  readonly words: readonly string[];
  /** The words after which a value of unknown length may follow. */
  readonly open: readonly boolean[];
}

/** Remarks on a message that are never printed. */
const REMARK =
  /\((?:all|old|strict|env|intermittent|secret starting with \$|private OpenSSH ok|\d{3}|bad_jwt \S+|\w+_not_found(?: \d+)?|PGRST\d+|InvalidSubjectError|or _)\)/g;

/** Placeholders for values. */
const VALUE = /…|\.\.\.|%s|\{|\}|"[^"\s]{1,30}"|'[^'\s]{1,60}'|\b[XYNx]\b|https?:\S+/;

/** The program's name in front of the message. `RBAC: ` and `json: ` are printed. */
const SPEAKER = /^(?!RBAC: |IDX|error:)[\w.+/>= -]{2,30}?: /;

/**
 * The wordings of a row, without the program's name and remarks: the whole and each alternative.
 */
function patternsOf(row: Row): readonly Pattern[] {
  const body = row.text.replace(SPEAKER, "").replace(REMARK, "");
  const parts = body.split(/ \/ |; | and (?=JWK )/).filter((part) => words(part).length > 1 || /\w{6}/.test(part));
  const texts = new Set([row.text, body, ...(parts.length > 1 ? parts : [])]);
  return [...texts].map((text) => toPattern(row, text)).filter((pattern) => pattern.words.length > 0);
}

const words = (text: string): readonly string[] => wordsOf(text).map((word) => word.text);

function toPattern(row: Row, text: string): Pattern {
  const found: string[] = [];
  const open: boolean[] = [];
  for (const piece of text.split(/(\s+)/)) {
    const here = words(piece);
    found.push(...here);
    open.push(...here.map(() => false));
    if (open.length > 0 && VALUE.test(piece)) open[open.length - 1] = true;
  }
  return { row, words: found, open };
}

/** The exception class of a message, which responses omit. */
const THROWN = /^[\w.:\\]{0,80}(?:Error|Exception|Warning)(?:: | \()(?<message>.{8,400})$/;

/** A row's text as is, and without the leading class. */
function ownPatterns(row: Row): readonly Pattern[] {
  const message = THROWN.exec(row.text)?.groups?.["message"];
  const texts = message === undefined ? [row.text] : [row.text, message];
  return texts
    .map((text) => toPattern(row, text))
    .filter((pattern) => pattern.words.length > 1 || (pattern.words.length === 1 && texts.length === 1));
}

/** Makes every wording of every row, the class names last. It takes some milliseconds, on first use only. */
export function allPatterns(): readonly Pattern[] {
  return [...OWN.flatMap(ownPatterns), ...[...MESSAGES, ...MORE, ...CLASS_NAMES].flatMap(patternsOf)];
}
