/** Beyond this many characters, setting up the text takes longer than it is worth: such a text is read-only anyway. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Whether the rich editor can show a text exactly. Monaco drops a leading BOM, knows only one kind of line break per
 * text, and lets bidirectional control characters reorder it; the plain field with its layer handles these better.
 */
export function suitsRich(text: string): boolean {
  return text.length <= MOST_CHARACTERS && !/^\ufeff|[\r\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text);
}
