/** Past this many characters setting the text up takes longer than it is worth: such a text is read-only anyway. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Whether the rich editor can hold a text exactly. Monaco drops a leading BOM, knows one kind of line break to a text, and
 * draws characters that turn the reading direction as they turn it; the plain field with its layer does better there.
 */
export function suitsRich(text: string): boolean {
  return text.length <= MOST_CHARACTERS && !/^\ufeff|[\r\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text);
}
