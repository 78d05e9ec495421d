import { type MappedText, replaceText } from "./mapped-text.ts";

/** String concatenation: an operator, or just a line break; not before a member name. */
const JOIN = /([ \t]{0,40}(?:\+\s{0,40}|\\?\n[ \t]{0,40})(?=(?:"[^"\n]*"|'[^'\n]*')[ \t]{0,40}(?:[\n,}\])+]|$)))?/;

/**
 * Comments (an unclosed one runs to the end), prefixes of brackets and strings in other languages, strings in any
 * quotes, names with their separator, words, and commas: everything that JSON writes differently.
 */
const PARTS = new RegExp(
  [
    /\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|[%#](?=\{)|<<(?=")|(?<=")>>|\b[bru](?=["'])/,
    new RegExp(`(?:"(?:[^"\\\\]|\\\\[^])*"?|'(?:[^'\\\\]|\\\\[^])*'?|\`(?:[^\`\\\\]|\\\\[^])*\`?)${JOIN.source}`),
    /:?([A-Za-z_$][\w$]*)([ \t\n]*(?:=>|:))?|=>|,(?=[ \t\n]*[\]}])|;$/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const WORDS: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
  ["nil", "null"],
  ["undefined", "null"],
]);

/**
 * Converts an object printed by Python, JavaScript or Ruby, or from their source code, to JSON: other quotes,
 * unquoted names, other words for null and true, a trailing comma or semicolon. Each part keeps its place. Anything
 * else stays.
 */
export function asJson(mapped: MappedText): MappedText {
  let isJoined = false;
  return replaceText(mapped, PARTS, ([part, join, name, sign]) => {
    const isRest = isJoined;
    isJoined = join !== undefined;
    if (/^(?:\/[/*]|[%#<>]|[bru]$)/.test(part)) return "";
    if (name !== undefined) return sign === undefined ? (WORDS.get(part) ?? part) : `"${name}":`;
    if (part === "=>") return ":";
    if (part === "," || part === ";") return "";
    const text = part.slice(0, part.length - (join?.length ?? 0));
    const quote = text.charAt(0);
    const isClosed = text.length > 1 && text.endsWith(quote);
    const inner = text.slice(1, isClosed ? -1 : undefined).replaceAll(/\n[ \t]*/g, "");
    const plain = quote === '"' ? inner : inner.replaceAll(`\\${quote}`, quote).replaceAll('"', '\\"');
    return `${isRest ? "" : '"'}${plain}${isJoined || (quote === '"' && !isClosed) ? "" : '"'}`;
  }).result;
}
