import { isBinary, octetsOfText } from "../text/octets.ts";
import { hasLoneSurrogate } from "../text/utf8.ts";
import { type Spelling, spellingsOf } from "./body-spellings.ts";

/** What a payload beside a token is made of, as far as a copy of it goes wrong. */
export interface DetachedFacts {
  readonly bytes: number;
  readonly lineEnds: "none" | "LF" | "CRLF" | "CR" | "mixed";
  /** It ends in a line break, which many copies add or lose. */
  readonly finalBreak: boolean;
  readonly bom: boolean;
  /** It has half of a character, which UTF-8 cannot say. */
  readonly loneSurrogate: boolean;
  /** Its octets are not UTF-8. */
  readonly binary: boolean;
}

/** Describes the octets of a payload beside a token. */
export function detachedFacts(text: string): DetachedFacts {
  const crlf = /\r\n/.test(text);
  const lf = /(?:^|[^\r])\n/.test(text);
  const cr = /\r(?!\n)/.test(text);
  const kinds = [crlf && "CRLF", lf && "LF", cr && "CR"].filter((kind) => kind !== false) as ("CRLF" | "LF" | "CR")[];
  return {
    bytes: octetsOfText(text).length,
    lineEnds: kinds.length > 1 ? "mixed" : (kinds[0] ?? "none"),
    finalBreak: /[\r\n]$/.test(text),
    bom: text.startsWith("\ufeff"),
    loneSurrogate: !isBinary(text) && hasLoneSurrogate(text),
    binary: isBinary(text),
  };
}

/** How a copy of the payload may differ from what was signed: its ends and line ends, or how its JSON is spelled. */
export type DetachedChange =
  | "without-final-break"
  | "final-break"
  | "final-crlf"
  | "crlf"
  | "lf"
  | "without-bom"
  | "trimmed"
  | Spelling;

/** What the payload may have been before it was copied, and in what it then differs. */
export interface DetachedReading {
  readonly changes: readonly DetachedChange[];
  readonly text: string;
}

const CHANGES: readonly (readonly [Exclude<DetachedChange, Spelling>, (text: string) => string])[] = [
  ["without-final-break", (text) => text.replace(/\r?\n$/, "")],
  ["final-break", (text) => `${text}\n`],
  ["crlf", (text) => text.replace(/\r?\n/g, "\r\n")],
  ["lf", (text) => text.replace(/\r\n/g, "\n")],
  ["final-crlf", (text) => `${text.replace(/\r?\n/g, "\r\n")}\r\n`],
  ["without-bom", (text) => text.replace(/^\ufeff/, "")],
  ["trimmed", (text) => text.trim()],
];

/** So many readings are made of one text, and so many characters of all of them. */
const MOST_READINGS = 600;
const MOST_CHARACTERS = 20_000_000;

/** The payload as it may have been before it was copied, the likeliest first, each other text once; bounded. */
export function* detachedReadings(text: string): Generator<DetachedReading> {
  const seen = new Set([text]);
  let characters = 0;
  const isNew = (one: string): boolean => {
    if (one === "" || seen.has(one)) return false;
    seen.add(one);
    characters += one.length;
    return true;
  };
  if (isBinary(text)) return;
  for (const [how, change] of CHANGES) {
    const changed = change(text);
    if (isNew(changed)) yield { changes: [how], text: changed };
  }
  for (const [spelling, plain] of spellingsOf(text.replace(/^\ufeff/, ""))) {
    if (isNew(plain)) yield { changes: [spelling], text: plain };
    for (const [how, change] of CHANGES.slice(1, 5)) {
      if (seen.size > MOST_READINGS || characters > MOST_CHARACTERS) return;
      const changed = change(plain);
      if (isNew(changed)) yield { changes: [spelling, how], text: changed };
    }
  }
}
