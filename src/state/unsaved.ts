import type { Inputs } from "./types.ts";

/** How many copied texts are remembered: token, panes and keys, each in a form or two. */
const REMEMBERED = 8;

/** The texts copied last, the latest first. */
export type Taken = readonly string[];

/** A text with normalised line breaks: on Windows the rich editor and the clipboard use CR LF. */
function plainBreaks(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}

/** `taken` plus one text. */
export function withTaken(taken: Taken, text: string): Taken {
  const plain = plainBreaks(text);
  return [plain, ...taken.filter((other) => other !== plain)].slice(0, REMEMBERED);
}

/** Work that leaving the page would lose. */
export interface Unsaved {
  /** The token differs from what arrived, and its current text was not copied. */
  readonly edit: boolean;
  /** A field contains a key that the page made and that was not copied. */
  readonly key: boolean;
}

/**
 * What would be lost with the page: a changed token of which neither the whole nor each changed part was copied, and a
 * generated key that was not. Pasted text, typed keys and examples do not count as work.
 */
export function unsavedWork(
  { base, pasted, edits, signAgain, keys, generated, plaintext }: Inputs,
  token: string,
  taken: Taken,
): Unsaved {
  const has = (text: string): boolean => taken.includes(plainBreaks(text));
  const parts = Object.values(edits).flatMap(({ others = {}, ...layer }) =>
    [layer, ...Object.values(others)].flatMap((typed) => Object.values(typed)),
  );
  const isSignedAgain = Object.values(signAgain).some((times) => times > 0);
  const isMadeHere = isSignedAgain || Object.values(plaintext).some((held) => held !== null && held.edited !== true);
  const changed = base !== pasted || isMadeHere || parts.length > 0;
  const partsTaken = base === pasted && !isMadeHere && parts.every(has);
  const made =
    generated !== "" &&
    Object.values(keys).some(({ secret, privateKey }) => [secret.text, privateKey.text].includes(generated));
  return {
    edit: changed && token.trim() !== "" && !has(token) && !partsTaken,
    key: made && !has(generated),
  };
}
