import type { Change } from "./change.ts";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The text with the marks of its Latin letters removed. */
function withoutMarks(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
}

/** Letters that change by copying, by normalising, or in a program that only handles ASCII. */
export const LETTER_CHANGES: readonly Change[] = [
  {
    step: "typographic",
    of: (text) =>
      text
        .replace(/[\u2018\u2019]/g, "'")
        .replace(/[\u201c\u201d]/g, '"')
        .replace(/[\u2010-\u2015]/g, "-")
        .replaceAll("\u2026", "..."),
  },
  { step: "typographic", of: (text) => text.replaceAll("\u2013", "--").replaceAll("\u2014", "--") },
  { step: "nfc", of: (text) => text.normalize("NFC") },
  { step: "nfd", of: (text) => text.normalize("NFD") },
  { step: "nfkc", of: (text) => text.normalize("NFKC") },
  { step: "question-marks", of: (text) => text.replace(/[\u0080-\u{10ffff}]/gu, "?") },
  // One for each byte of UTF-8, or for each half of a surrogate pair.
  { step: "question-marks", of: (text) => [text.replace(/[\u0080-\uffff]/g, "?"), manyMarks(text)] },
  { step: "replacement-characters", of: (text) => text.replace(/[\u0080-\u{10ffff}]/gu, "\ufffd") },
  { step: "letters-dropped", of: (text) => text.replace(/[\u0080-\uffff]/g, "") },
  { step: "marks-dropped", of: withoutMarks },
  // As of a UUID (RFC 9562 section 4).
  { step: "hyphens-dropped", of: (text) => (UUID.test(text) ? text.replaceAll("-", "") : text) },
  { step: "lower-case", of: (text) => text.toLowerCase() },
  { step: "upper-case", of: (text) => text.toUpperCase() },
];

function manyMarks(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return "?".repeat(point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
  });
}
