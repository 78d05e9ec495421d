import type { Segment, SegmentName } from "../../core/token/types.ts";

/** How each segment is called, and the letter that stands where it starts. */
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

/** The segments as named stretches of the token's text. */
export function stretchesOf(segments: readonly Segment[]) {
  return segments.map(({ range, name }) => ({ range, kind: name }));
}
