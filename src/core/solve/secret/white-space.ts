import { trimEndOf } from "../../text/trim-end.ts";
import type { Change } from "./change.ts";

/** White space at an end that can be noticed, at least with the caret; `trim` would also remove a byte order mark. */
const WHITE_SPACE = /[\t-\r ]/;

/** Invisible characters, and the no-break spaces that word processors insert for a typed space. */
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]/g;

/** The text in lines of `width` characters, as Base64 encoders write it; nothing if it fits in one. */
function inLines(text: string, width: number, lineBreak: string): string | null {
  const plain = text.replace(/\s/g, "");
  if (plain.length <= width) return null;
  const lines: string[] = [];
  for (let at = 0; at < plain.length; at += width) lines.push(plain.slice(at, at + width));
  return lines.join(lineBreak);
}

/** OpenSSL and PEM write 64 characters per line, MIME and GNU base64 write 76. */
function wrapped(text: string): readonly string[] {
  return [64, 76].flatMap((width) =>
    ["\n", "\r\n"].flatMap((lineBreak) => {
      const lines = inLines(text, width, lineBreak);
      return lines === null ? [] : [lines, lines + lineBreak];
    }),
  );
}

/** What editors, shells and encoders do with spaces, line breaks and invisible characters. Likeliest first. */
export const WHITE_SPACE_CHANGES: readonly Change[] = [
  { step: "trimmed", of: (text) => trimEndOf(text, WHITE_SPACE).replace(/^[\t-\r ]+/, ""), unwraps: true },
  { step: "trimmed", of: (text) => trimEndOf(text, WHITE_SPACE) },
  { step: "newline-added", of: (text) => `${text}\n` },
  { step: "space-added", of: (text) => `${text} ` },
  { step: "space-in-front", of: (text) => ` ${text}` },
  // In cmd.exe, "echo secret > file" also writes the space before the ">".
  { step: "crlf-added", of: (text) => [`${text}\r\n`, `${text} \r\n`] },
  { step: "carriage-return-added", of: (text) => `${text}\r` },
  { step: "wrapped", of: wrapped },
  { step: "breaks-removed", of: (text) => text.replace(/\s+/g, ""), unwraps: true },
  {
    step: "breaks-changed",
    of: (text) =>
      /[\r\n]/.test(text)
        ? [
            text.replaceAll("\r\n", "\n"),
            text.replace(/\r\n|\n/g, "\r\n"),
            text.replace(/\r\n|\n/g, " "),
            `${text.replace(/\r\n|\n/g, "\r\n")}\r\n`,
          ]
        : [],
  },
  { step: "space-added", of: (text) => [` ${text} `, `${text} \n`] },
  { step: "tab-added", of: (text) => [`${text}\t`, `\t${text}`] },
  { step: "newline-added", of: (text) => [`${text}\n\n`, `\n${text}`, `\n${text}\n`] },
  {
    step: "invisible-removed",
    of: (text) => [text.replace(INVISIBLE, ""), text.replace(INVISIBLE, "").trim()],
    unwraps: true,
  },
  { step: "invisible-removed", of: (text) => text.replaceAll("\u00a0", " ") },
];
