import type { ParsedToken, Part, SegmentName } from "../../core/envelope/types.ts";

const OF_JWS: readonly SegmentName[] = ["header", "payload", "signature"];
const OF_JWE: readonly SegmentName[] = ["header", "encrypted-key", "iv", "ciphertext", "tag"];

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

/** The segments that a compact form has names for; none for a JSON form, which has no fixed number of parts. */
export function expectedSegments({ form }: ParsedToken): readonly SegmentName[] {
  return form === "jwe" ? OF_JWE : form.endsWith("-json") ? [] : OF_JWS;
}

/** How many segments a token has beyond those; disclosures and the key binding of an SD-JWT, behind the first tilde, are none. */
export function unnamedSegments(token: ParsedToken): number {
  const { form, text, segmentCount } = token;
  const named = expectedSegments(token).length;
  const count = form === "sd-jwt" ? text.split("~", 1)[0]!.split(".", segmentCount + 1).length : segmentCount;
  return named === 0 ? 0 : Math.max(0, count - named);
}

/** The letter of a part. What follows a tilde is a disclosure, or the key binding, which has dots (RFC 9901 section 4). */
export function letterOf(
  text: string,
  { kind, range: { start, end } }: ReturnType<typeof stretchesOf>[number],
): string {
  if (kind !== "extra" || text[start - 1] !== "~") return SEGMENT_WORDS[kind][1];
  return text.slice(start, end).includes(".") ? "B" : "D";
}
