/**
 * Invisible characters, and those another parser would take for a line end: controls, direction marks, line separators,
 * zero-width characters. Only those of the first plane, since an escape of four digits is the same everywhere.
 */
export const HIDDEN =
  /[\u007f-\u009f\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

/**
 * A text in double quotes that JSON, JavaScript, Python, Go, Java and YAML 1.2 read alike, whatever it holds: what could
 * end the quotes or the line is escaped, half a surrogate pair, which Go and YAML refuse, becomes U+FFFD. `${` is escaped as
 * well, since the tools around such files replace it before any parser sees the quotes.
 */
export function quoted(text: string): string {
  return escaped(JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")));
}

const escaped = (json: string): string =>
  json
    .replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("${", "\\u0024{");

/** A tree of texts, lists and objects as JSON, each text as `quoted` writes it. */
export function jsonText(value: unknown): string {
  const strings = (text: unknown): unknown =>
    typeof text === "string" ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
  return `${escaped(JSON.stringify(value, (_, one: unknown) => strings(one), 2))}\n`;
}

/** Texts in quotes, with commas between. */
export function quotedList(texts: readonly string[]): string {
  return texts.map((text) => quoted(text)).join(", ");
}

/** Seconds as a whole number, as configuration and typed languages require; fractions are rounded up. */
export function seconds(value: number | undefined): number {
  return Math.min(Math.ceil(value ?? 0), 1_000_000_000);
}
