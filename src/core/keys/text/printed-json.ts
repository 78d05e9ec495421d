import { type MappedText, replaceText } from "./mapped-text.ts";

/** What concatenates strings: a sign, or a line break alone; not where that is the name of a member. */
const JOIN = /([ \t]{0,40}(?:\+\s{0,40}|\\?\n[ \t]{0,40})(?=(?:"[^"\n]*"|'[^'\n]*')[ \t]{0,40}(?:[\n,}\])+]|$)))?/;

/**
 * Comments (one that nothing ends takes all the rest), what is in front of a bracket or string in other languages, strings
 * in any quotes, names with the sign behind them, words, and commas: all that JSON writes in another way.
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
 * An object as Python, JavaScript and Ruby print it or have it in source code, as JSON: other quotes, names without any, other
 * words for what is nothing or true, a comma or semicolon at the end. Each part keeps its place. Anything else stays.
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
