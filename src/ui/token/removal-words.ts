import type { Removal } from "../../core/token/types.ts";

/** What was removed, in words: the exact text if it is short and visible, otherwise its kind. Each is named once. */
export function removalWords(
  removals: readonly Removal[],
): readonly { readonly text: string; readonly exact: boolean }[] {
  const words = new Map<string, { text: string; exact: boolean }>();
  for (const { kind, text } of removals) {
    const shown = text.trim();
    const exact = (kind === "header-name" || kind === "scheme" || kind === "quotes") && shown.length <= 24;
    const word = exact ? shown : WORDS[kind];
    words.set(word, { text: word, exact });
  }
  return [...words.values()];
}

const WORDS: Readonly<Record<Removal["kind"], string>> = {
  "header-name": "a header name",
  scheme: "a scheme",
  quotes: "quotes",
  "white-space": "whitespace around it",
  "line-wrap": "whitespace inside it",
  cookie: "the rest of a cookie",
  command: "the rest of a command",
  json: "the JSON around it",
  url: "the rest of an address",
  text: "text around it",
};
