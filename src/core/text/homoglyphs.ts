import type { Range } from "./range.ts";

/** A character that looks like an ASCII one. */
interface Homoglyph {
  readonly range: Range;
  readonly codePoint: number;
  /** The ASCII text that it looks like, usually one character. */
  readonly looksLike: string;
}

/**
 * Cyrillic, Greek, Armenian and Latin look-alikes and what they look like, in pairs; a selection of the single-letter
 * entries of Unicode's confusables (UTS 39, version 16).
 */
const PAIRS =
  "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwѵvӏlкkмmтtАAВBЕEКKМMНHОOРPСCТTХXЅSІIЈJΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoνvρpυuιiκkτtγyօoսuհhոnցgıiɑaɡgℓl‐-‑-–-—-−-․.。.";

const LIKE = new Map<string, string>();
for (let at = 0; at + 1 < PAIRS.length; at += 2) LIKE.set(PAIRS[at] as string, PAIRS[at + 1] as string);

/**
 * All characters of a text that look like an ASCII one without being it, in text order: letters of other scripts, and
 * compatibility forms (full-width, mathematical) whose NFKC form is ASCII. Whether they are harmful is for the caller
 * to decide: a word wholly in another script is just a word.
 */
export function findHomoglyphs(text: string): readonly Homoglyph[] {
  const found: Homoglyph[] = [];
  for (const { 0: character, index } of text.matchAll(/[^\0-\x7f]/gu)) {
    const looksLike = LIKE.get(character) ?? asciiForm(character);
    if (looksLike === null) continue;
    found.push({
      range: { start: index, end: index + character.length },
      codePoint: character.codePointAt(0) as number,
      looksLike,
    });
  }
  return found;
}

function asciiForm(character: string): string | null {
  const form = character.normalize("NFKC");
  return /^[!-~]+$/.test(form) ? form : null;
}
