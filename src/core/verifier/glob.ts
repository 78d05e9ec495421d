import type { Piece } from "./types.ts";

/** Longer patterns and values are not compared: the time is the product of their lengths. */
export const MOST_GLOB = 4000;

/**
 * Matches a value with a pattern in which `*` stands for any number of characters and `?` for exactly one. Returns
 * what each part matched, or null if the pattern does not match. Case-sensitive. `single`: `?` is a wildcard,
 * otherwise a character.
 */
export function glob(value: string, pattern: string, single = true): readonly Piece[] | null {
  /** The position in the value where each character of the pattern begins to match. */
  const at: number[] = [];
  let [i, j, star] = [0, 0, -1];
  while (i < value.length) {
    at[j] = i;
    if (pattern[j] === "*") star = j++;
    else if (j < pattern.length && ((single && pattern[j] === "?") || pattern[j] === value[i])) {
      i += 1;
      j += 1;
    } else if (star < 0) return null;
    else {
      // The last wildcard takes one more character, and matching restarts after it.
      const taken = (at[star + 1] ?? at[star] ?? 0) + 1;
      j = star + 1;
      i = taken;
      at[j] = taken;
    }
  }
  for (; j < pattern.length; j += 1) {
    if (pattern[j] !== "*") return null;
    at[j] = value.length;
  }
  at[pattern.length] = value.length;
  return pieces(value, pattern, at, single);
}

function pieces(value: string, pattern: string, at: readonly number[], single: boolean): readonly Piece[] {
  const found: Piece[] = [];
  for (let j = 0; j < pattern.length; j += 1) {
    const text = value.slice(at[j], at[j + 1]);
    const wild = pattern[j] === "*" || (single && pattern[j] === "?");
    const last = found.at(-1);
    if (last && !last.wild && !wild) found[found.length - 1] = { text: last.text + text, wild };
    else found.push({ text, wild });
  }
  return found;
}

/** Whether a text has a wildcard. */
export const isPattern = (text: string): boolean => /[*?]/.test(text);
