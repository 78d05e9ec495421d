import type { Range } from "./range.ts";

/**
 * Why a character cannot be seen for what it is: a C0 or C1 control; one that changes the direction of text; a
 * zero-width character; a space other than U+0020; a line separator; another that leaves no mark.
 */
export type InvisibleKind = "control" | "bidi" | "zero-width" | "space" | "line" | "invisible";

export interface Invisible {
  readonly range: Range;
  readonly codePoint: number;
  readonly kind: InvisibleKind;
}

/** Unicode 16 names of the characters whose look does not identify them. */
const NAMES: Readonly<Record<string, string>> = {
  "0": "NULL",
  "7": "BELL",
  "8": "BACKSPACE",
  "9": "CHARACTER TABULATION",
  a: "LINE FEED",
  b: "LINE TABULATION",
  c: "FORM FEED",
  d: "CARRIAGE RETURN",
  "1b": "ESCAPE",
  "20": "SPACE",
  "7f": "DELETE",
  "85": "NEXT LINE",
  a0: "NO-BREAK SPACE",
  ad: "SOFT HYPHEN",
  "34f": "COMBINING GRAPHEME JOINER",
  "61c": "ARABIC LETTER MARK",
  "115f": "HANGUL CHOSEONG FILLER",
  "1160": "HANGUL JUNGSEONG FILLER",
  "1680": "OGHAM SPACE MARK",
  "180e": "MONGOLIAN VOWEL SEPARATOR",
  "2000": "EN QUAD",
  "2001": "EM QUAD",
  "2002": "EN SPACE",
  "2003": "EM SPACE",
  "2004": "THREE-PER-EM SPACE",
  "2005": "FOUR-PER-EM SPACE",
  "2006": "SIX-PER-EM SPACE",
  "2007": "FIGURE SPACE",
  "2008": "PUNCTUATION SPACE",
  "2009": "THIN SPACE",
  "200a": "HAIR SPACE",
  "200b": "ZERO WIDTH SPACE",
  "200c": "ZERO WIDTH NON-JOINER",
  "200d": "ZERO WIDTH JOINER",
  "200e": "LEFT-TO-RIGHT MARK",
  "200f": "RIGHT-TO-LEFT MARK",
  "2010": "HYPHEN",
  "2011": "NON-BREAKING HYPHEN",
  "2013": "EN DASH",
  "2014": "EM DASH",
  "2018": "LEFT SINGLE QUOTATION MARK",
  "2019": "RIGHT SINGLE QUOTATION MARK",
  "201c": "LEFT DOUBLE QUOTATION MARK",
  "201d": "RIGHT DOUBLE QUOTATION MARK",
  "2024": "ONE DOT LEADER",
  "2026": "HORIZONTAL ELLIPSIS",
  "2028": "LINE SEPARATOR",
  "2029": "PARAGRAPH SEPARATOR",
  "202a": "LEFT-TO-RIGHT EMBEDDING",
  "202b": "RIGHT-TO-LEFT EMBEDDING",
  "202c": "POP DIRECTIONAL FORMATTING",
  "202d": "LEFT-TO-RIGHT OVERRIDE",
  "202e": "RIGHT-TO-LEFT OVERRIDE",
  "202f": "NARROW NO-BREAK SPACE",
  "205f": "MEDIUM MATHEMATICAL SPACE",
  "2060": "WORD JOINER",
  "2061": "FUNCTION APPLICATION",
  "2062": "INVISIBLE TIMES",
  "2063": "INVISIBLE SEPARATOR",
  "2064": "INVISIBLE PLUS",
  "2066": "LEFT-TO-RIGHT ISOLATE",
  "2067": "RIGHT-TO-LEFT ISOLATE",
  "2068": "FIRST STRONG ISOLATE",
  "2069": "POP DIRECTIONAL ISOLATE",
  "2212": "MINUS SIGN",
  "2800": "BRAILLE PATTERN BLANK",
  "3000": "IDEOGRAPHIC SPACE",
  "3164": "HANGUL FILLER",
  feff: "ZERO WIDTH NO-BREAK SPACE (BOM)",
  ff0e: "FULLWIDTH FULL STOP",
  ffa0: "HALFWIDTH HANGUL FILLER",
  fffc: "OBJECT REPLACEMENT CHARACTER",
  fffd: "REPLACEMENT CHARACTER",
};

const CONTROL = /\p{Cc}/u;
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/;
const SPACE = /\p{Zs}/u;
const LINE = /[\u2028\u2029]/;
// Other default-ignorable code points (Unicode 16 section 5.21), and the blanks that look like nothing.
const OTHER =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;
const ANY = new RegExp(
  `(?! )(?:${[CONTROL, BIDI, ZERO_WIDTH, SPACE, LINE, OTHER].map(({ source }) => source).join("|")})`,
  "gu",
);

/**
 * A code point in words: `U+200B ZERO WIDTH SPACE`; the character itself if it is visible (`U+0416 Ж`); its category if
 * it is not a character by itself. Takes any number from 0 to 0x10FFFF.
 */
export function describeCodePoint(codePoint: number): string {
  const hex = codePoint.toString(16);
  const label = `U+${hex.toUpperCase().padStart(4, "0")}`;
  const name = NAMES[hex];
  if (name !== undefined) return `${label} ${name}`;
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return `${label} CONTROL CHARACTER`;
  if (codePoint >= 0xd800 && codePoint < 0xe000) return `${label} LONE SURROGATE`;
  if (codePoint >= 0xe0000 && codePoint < 0xe0080) return `${label} TAG CHARACTER`;
  if ((codePoint >= 0xfe00 && codePoint < 0xfe10) || (codePoint >= 0xe0100 && codePoint < 0xe01f0)) {
    return `${label} VARIATION SELECTOR`;
  }
  const character = String.fromCodePoint(codePoint);
  if (/\p{Cn}/u.test(character)) return `${label} UNASSIGNED`;
  if (/\p{Co}/u.test(character)) return `${label} PRIVATE USE`;
  return /[\p{Cf}\p{M}]/u.test(character) ? label : `${label} ${character}`;
}

/** All characters of a text that cannot be seen for what they are, in text order, except U+0020. Linear time. */
export function findInvisible(text: string): readonly Invisible[] {
  return Array.from(text.matchAll(ANY), ({ index, 0: character }) => ({
    range: { start: index, end: index + character.length },
    codePoint: character.codePointAt(0) as number,
    kind: kindOf(character),
  }));
}

function kindOf(character: string): InvisibleKind {
  if (CONTROL.test(character)) return "control";
  if (BIDI.test(character)) return "bidi";
  if (ZERO_WIDTH.test(character)) return "zero-width";
  if (SPACE.test(character)) return "space";
  return LINE.test(character) ? "line" : "invisible";
}
