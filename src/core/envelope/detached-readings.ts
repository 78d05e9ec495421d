import { isBinary, octetsOfText } from "../text/octets.ts";
import { hasLoneSurrogate } from "../text/utf8.ts";
import { type Spelling, spellingsOf } from "./body-spellings.ts";

/** The properties of a detached payload that often get lost in copying. */
export interface DetachedFacts {
  readonly bytes: number;
  readonly lineEnds: "none" | "LF" | "CRLF" | "CR" | "mixed";
  /** It ends in a line break, which many copies add or lose. */
  readonly finalBreak: boolean;
  readonly bom: boolean;
  /** It contains half a surrogate pair, which UTF-8 cannot encode. */
  readonly loneSurrogate: boolean;
  /** Its bytes are not UTF-8. */
  readonly binary: boolean;
}

/** Describes the bytes of a detached payload. */
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

/** How a copy of the payload may differ from what was signed: its ends and line breaks, or the spelling of its JSON. */
export type DetachedChange =
  | "without-final-break"
  | "final-break"
  | "final-crlf"
  | "crlf"
  | "lf"
  | "without-bom"
  | "trimmed"
  | Spelling;

/** What the payload may have been before it was copied, and how that differs from the copy. */
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

/** Limits on the readings of one text and on their total length in characters. */
const MOST_READINGS = 600;
const MOST_CHARACTERS = 20_000_000;

/** What the payload may have been before it was copied, likeliest first, each text once; bounded. */
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
