import { type MappedText, replaceText } from "./mapped-text.ts";

/** Strings in any quotes, names with the sign behind them, words, and commas: all that JSON writes in another way. */
const PARTS =
  /"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|`(?:[^`\\]|\\[^])*`?|:?([A-Za-z_$][\w$]*)([ \t\n]*(?:=>|:))?|=>|,(?=[ \t\n]*[\]}])|;$/g;

const WORDS: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
  ["nil", "null"],
  ["undefined", "null"],
]);

/**
 * An object as Python, JavaScript and Ruby print it or have it in source code, as JSON: other quotes, names without any, other
 * words for what is nothing or true, a comma or semicolon at the end. Each part keeps its place. What cannot be JSON either way stays.
 */
export function asJson(mapped: MappedText): MappedText {
  return replaceText(mapped, PARTS, ([part, name, sign]) => {
    if (name !== undefined) return sign === undefined ? (WORDS.get(part) ?? part) : `"${name}":`;
    if (part === "=>") return ":";
    if (part === "," || part === ";") return "";
    const quote = part.charAt(0);
    if (quote === '"') return part;
    const inner = part.slice(1, part.length > 1 && part.endsWith(quote) ? -1 : undefined);
    return `"${inner.replaceAll(`\\${quote}`, quote).replaceAll('"', '\\"')}"`;
  }).result;
}
