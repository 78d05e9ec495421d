import { HIDDEN, quoted } from "../policy/write/quote.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/** Half a surrogate pair becomes U+FFFD, which every language can spell. */
const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);

/** JavaScript, Python, Go, Java and C# read the same escapes; no character that ends a line in C# or Java stays unescaped. */
export { quoted, quotedList } from "../policy/write/quote.ts";

/** Ruby: in double quotes a `#` may begin an expression. */
export function rubyText(text: string): string {
  return quoted(text).replaceAll("#", "\\#");
}

/** PHP: in double quotes a `$` may begin a variable, and its escapes are its own. */
export function phpText(text: string): string {
  return braced(text, (escaped) => escaped.replaceAll("$", "\\u{24}"));
}

/** Rust. */
export function rustText(text: string): string {
  return braced(text, (escaped) => escaped.replaceAll("${", "\\u{24}{"));
}

/** In double quotes, with what is not printable as `\u{…}`. */
function braced(text: string, more: (escaped: string) => string): string {
  const escaped = more(whole(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"'));
  return `"${escaped.replace(HIDDEN, brace).replace(/[\0-\u001f]/g, brace)}"`;
}

const brace = (character: string): string => `\\u{${hex(character)}}`;

/** A bash word: in single quotes, or in `$'…'` with escapes where it has invisible bytes. */
export function bashText(text: string): string {
  if (!/[^ -~]/.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const octets = [...encodeUtf8(whole(text))].map((octet) =>
    octet < 0x20 || octet > 0x7e || octet === 0x27 || octet === 0x5c
      ? `\\x${octet.toString(16).padStart(2, "0")}`
      : String.fromCharCode(octet),
  );
  // An escape takes at most two digits, so the next character never becomes part of it.
  return `$'${octets.join("")}'`;
}

/** A list of texts in one language's quotes. */
export function list(texts: readonly string[], quote: (text: string) => string): string {
  return texts.map((text) => quote(text)).join(", ");
}

/** Lines of code; what does not apply is left out. */
export function lines(...parts: readonly (string | false | readonly string[])[]): string {
  return parts
    .flat()
    .filter((part): part is string => part !== false)
    .join("\n");
}
