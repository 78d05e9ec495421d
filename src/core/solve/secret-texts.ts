import { hasLoneSurrogate } from "../text/utf8.ts";
import type { SolveStep } from "./types.ts";
import { trimEndOf } from "../text/trim-end.ts";

/** A text that the secret possibly is, and what has to be done to what stands in the field to come to it. */
export interface TextReading {
  readonly step: SolveStep | null;
  readonly text: string;
}

/** Invisible characters, and the no-break spaces that word processors put where a space was typed. */
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]/g;

/** What stands at an end and can be seen to be there, at least by the caret; `trim` would take a byte order mark for it. */
const WHITE_SPACE = /[\t-\r ]/;

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
};

function unescape(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|(["'\\/nrt]))/g,
    (_, hex: string | undefined, letter: string | undefined) =>
      hex === undefined ? (ESCAPES[letter ?? ""] ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What each change makes of the text. In the order in which they are likely; the text as it stands comes first. */
const CHANGES: readonly (readonly [SolveStep, (text: string) => string])[] = [
  ["trimmed", (text) => trimEndOf(text, WHITE_SPACE).replace(/^[\t-\r ]+/, "")],
  ["trimmed", (text) => trimEndOf(text, WHITE_SPACE)],
  ["newline-added", (text) => `${text}\n`],
  ["unquoted", (text) => /^\s*(["'`])(.*)\1\s*$/s.exec(text)?.[2] ?? text],
  ["breaks-removed", (text) => text.replace(/\s+/g, "")],
  ["prefix", (text) => text.replace(/^\s*(?:base64|base64url|hex|raw|utf-?8|0x)[:,]?\s*/i, "")],
  [
    "assignment",
    (text) => text.replace(/^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*[:=]\s*/, "").replace(/^(["'])(.*)\1$/s, "$2"),
  ],
  ["unescaped", unescape],
  ["cut-at-hash", (text) => text.replace(/(?<!\s)\s+#[^]*/, "")],
  ["cut-at-hash", (text) => (text.includes("#") ? text.slice(0, text.indexOf("#")).trim() : text)],
  ["cut-at-space", (text) => (/\S\s+\S/.test(text) ? text.trim().split(/\s/, 1).join("") : text)],
  ["dollar-expanded", (text) => text.replace(/\$(?:\{[^}]{0,200}\}|[A-Za-z_]\w*)/g, "")],
  ["dollar-expanded", (text) => text.replace(/\$(?:\{[^}]{0,200}\}|[A-Za-z_]\w*|\d)/g, "")],
  ["dollar-halved", (text) => text.replaceAll("$$", "$")],
  ["dollar-doubled", (text) => text.replaceAll("$", "$$$$")],
  ["backslashes-dropped", (text) => text.replace(/\\(.)/gs, "$1")],
  ["escaped", (text) => text.replaceAll("\r", "\\r").replaceAll("\n", "\\n")],
  ["crlf-added", (text) => `${text}\r\n`],
  ["quoted", (text) => `"${text}"`],
  ["quoted", (text) => `'${text}'`],
  ["percent-decoded", percentDecoded],
  ["percent-decoded", (text) => percentDecoded(text.replaceAll("+", " "))],
  ["percent-decoded", (text) => (hasLoneSurrogate(text) ? text : encodeURIComponent(text))],
  ["invisible-removed", (text) => text.replace(INVISIBLE, "")],
  ["invisible-removed", (text) => text.replace(INVISIBLE, "").trim()],
  ["invisible-removed", (text) => text.replaceAll("\u00a0", " ")],
  [
    "typographic",
    (text) =>
      text
        .replace(/[\u2018\u2019]/g, "'")
        .replace(/[\u201c\u201d]/g, '"')
        .replace(/[\u2010-\u2015]/g, "-"),
  ],
  ["nfc", (text) => text.normalize("NFC")],
  ["nfd", (text) => text.normalize("NFD")],
  ["nfkc", (text) => text.normalize("NFKC")],
  ["lower-case", (text) => text.toLowerCase()],
  ["upper-case", (text) => text.toUpperCase()],
];

/**
 * The texts that a secret possibly is: as it stands, and after what editors, shells, settings files and copying do to it.
 * Each text once, none empty; the likely ones first. Pure.
 */
export function textReadings(text: string): readonly TextReading[] {
  const readings: TextReading[] = [{ step: null, text }];
  const seen = new Set([text, ""]);
  for (const [step, change] of CHANGES) {
    const changed = change(text);
    if (seen.has(changed)) continue;
    seen.add(changed);
    readings.push({ step, text: changed });
  }
  return readings;
}
