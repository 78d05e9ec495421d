import { CLAIMS } from "../../registry/claims.ts";
import { HEADER_PARAMETERS } from "../../registry/header-parameters.ts";
import { findHomoglyphs } from "../../text/homoglyphs.ts";

/** Names on which programs base decisions, beside the registered ones. */
const PLAIN = new Set("admin role scp permissions tenant user username tid oid uid".split(" "));

function isKnown(name: string): boolean {
  return PLAIN.has(name) || CLAIMS.has(name) || HEADER_PARAMETERS.has(name);
}

/** A text with look-alikes read as the ASCII characters that they look like, and invisible characters left out (UTS 39 section 4). */
export function lettersOf(text: string): string {
  let letters = "";
  let from = 0;
  for (const { range, looksLike } of findHomoglyphs(text)) {
    letters += text.slice(from, range.start) + looksLike;
    from = range.end;
  }
  return (letters + text.slice(from)).replace(/[\p{Cf}\u034f\u115f\u3164\ufe00-\ufe0f]/gu, "");
}

/**
 * The name that `name` looks like without being it: letters of another script, full-width forms, white space at the ends,
 * zero-width characters inside. Null if it is that name, or looks like no known name. A name entirely in another
 * script is just a name. UTS 39 section 4.
 */
export function lookAlike(name: string): string | null {
  if (name.length > 64 || /^[!-~]*$/.test(name)) return null;
  const letters = lettersOf(name).trim();
  if (letters === name || !/^[!-~]+$/.test(letters)) return null;
  return isKnown(letters) || (/[a-z]/i.test(name) && findHomoglyphs(name).length > 0) ? letters : null;
}
