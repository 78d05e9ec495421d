import type { Part, SegmentName } from "../../core/envelope/types.ts";

/** The name of each segment, and the letter at its start. */
export const SEGMENT_WORDS: Readonly<Record<SegmentName, readonly [name: string, letter: string]>> = {
  header: ["Header", "H"],
  payload: ["Payload", "P"],
  signature: ["Signature", "S"],
  "encrypted-key": ["Encrypted key", "K"],
  iv: ["IV", "I"],
  ciphertext: ["Ciphertext", "C"],
  tag: ["Tag", "T"],
  extra: ["Extra", "?"],
};

/** The named parts of a token as stretches of its text. */
export function stretchesOf(parts: readonly Part[]) {
  return parts.flatMap(({ range, name }) => (name === "between" ? [] : [{ range, kind: name }]));
}

/** The letter of a part. What follows a tilde is a disclosure, or the key binding, which has dots (RFC 9901 section 4). */
export function letterOf(
  text: string,
  { kind, range: { start, end } }: ReturnType<typeof stretchesOf>[number],
): string {
  if (kind !== "extra" || text[start - 1] !== "~") return SEGMENT_WORDS[kind][1];
  return text.slice(start, end).includes(".") ? "B" : "D";
}
