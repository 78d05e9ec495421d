import type { Range } from "../../text/range.ts";
import { concatText, type MappedText, placeOf, sliceText } from "./mapped-text.ts";

/** The lengths of lines that PEM, OpenSSH and MIME writers use. */
const WIDTHS = [64, 70, 76];
const LONGEST = 8;
/** How the Base64 of a key begins: DER's SEQUENCE, and OpenSSH's names. */
const START = /^(?:M[A-P]|AAAA[BCE]|b3BlbnNz)/;

/** The lines of a body that stood on one, and what stood between them. */
interface Separated {
  readonly result: MappedText;
  readonly sign: string;
  readonly place: Range;
}

/**
 * Finds what replaced the line breaks of a PEM body: the same characters before its first line, at each line's end, and
 * mostly after the last, as where a shell left the n of `\n`, or a form put commas. Their places prove it, so it may be
 * characters that Base64 has. Null if there is none, as always for a body that begins as keys do.
 */
export function separatedLines(body: MappedText): Separated | null {
  const text = body.text.trim();
  // Markup is read elsewhere.
  if (START.test(text) || /[\s<]/.test(text)) return null;
  const lead = body.text.indexOf(text);
  for (let length = 1; length <= LONGEST; length += 1) {
    if (!START.test(text.slice(length, length + 8))) continue;
    const sign = text.slice(0, length);
    const end = text.endsWith(sign) ? text.length - length : text.length;
    for (const width of WIDTHS) {
      const starts: number[] = [];
      for (let at = 0; at < end && text.startsWith(sign, at); at += length + width) starts.push(at + length);
      const last = starts.at(-1) ?? 0;
      if (last === 0 || end - last > width) continue;
      // A single line has only its two ends as proof.
      if (starts.length === 1 && end === text.length) continue;
      const lines = starts.map((start) => sliceText(body, lead + start, lead + Math.min(start + width, end)));
      return { result: concatText(lines), sign, place: placeOf(body, lead, lead + length) };
    }
  }
  return null;
}
