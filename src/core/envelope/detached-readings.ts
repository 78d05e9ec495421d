import { minifyJson } from "../json/print.ts";
import { encodeUtf8, hasLoneSurrogate } from "../text/utf8.ts";

/** What a payload beside a token is made of, as far as a copy of it goes wrong. */
export interface DetachedFacts {
  readonly bytes: number;
  readonly lineEnds: "none" | "LF" | "CRLF" | "CR" | "mixed";
  /** It ends in a line break, which many copies add or lose. */
  readonly finalBreak: boolean;
  readonly bom: boolean;
  /** It has half of a character, which UTF-8 cannot say. */
  readonly loneSurrogate: boolean;
}

/** Describes the octets that a payload beside a token has in UTF-8. */
export function detachedFacts(text: string): DetachedFacts {
  const crlf = /\r\n/.test(text);
  const lf = /(?:^|[^\r])\n/.test(text);
  const cr = /\r(?!\n)/.test(text);
  const kinds = [crlf && "CRLF", lf && "LF", cr && "CR"].filter((kind) => kind !== false) as ("CRLF" | "LF" | "CR")[];
  return {
    bytes: encodeUtf8(text).length,
    lineEnds: kinds.length > 1 ? "mixed" : (kinds[0] ?? "none"),
    finalBreak: /[\r\n]$/.test(text),
    bom: text.startsWith("\ufeff"),
    loneSurrogate: hasLoneSurrogate(text),
  };
}

/** How a copy of the payload may differ from what was signed. */
export type DetachedReading =
  | "without-final-break"
  | "final-break"
  | "final-crlf"
  | "crlf"
  | "lf"
  | "without-bom"
  | "trimmed"
  | "minified";

const CHANGES: readonly (readonly [DetachedReading, (text: string) => string])[] = [
  ["without-final-break", (text) => text.replace(/\r?\n$/, "")],
  ["final-break", (text) => `${text}\n`],
  ["crlf", (text) => text.replace(/\r?\n/g, "\r\n")],
  ["lf", (text) => text.replace(/\r\n/g, "\n")],
  ["final-crlf", (text) => `${text.replace(/\r?\n/g, "\r\n")}\r\n`],
  ["without-bom", (text) => text.replace(/^\ufeff/, "")],
  ["trimmed", (text) => text.trim()],
  ["minified", minifyJson],
];

/** The payload as it may have been before it was copied, the likeliest first, each other text once. */
export function detachedReadings(text: string): readonly (readonly [DetachedReading, string])[] {
  const seen = new Set([text]);
  return CHANGES.flatMap(([how, change]) => {
    const changed = change(text);
    if (changed === "" || seen.has(changed)) return [];
    seen.add(changed);
    return [[how, changed] as const];
  });
}
