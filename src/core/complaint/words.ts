/** One word of a message. `at` counts the words before it in the text, including words of one character. */
export interface Word {
  readonly text: string;
  readonly at: number;
}

/** A longer run of letters is a token, a key or bytes, not a word. */
const MAX_WORD = 64;

/** Undoes what JSON, HTML, a URL, a terminal or a log did to a message. */
const WRITTEN_OTHERWISE: readonly (readonly [RegExp, string | ((match: string, code: string) => string)])[] = [
  [/(?:%(?:25){0,3}[\da-f]{2})+/gi, percentDecoded],
  [/&(?:amp;){1,3}/gi, "&"],
  [/&(?:quot|apos|lt|gt|nbsp);/gi, " "],
  [/&#x([\da-f]{2,6});/gi, (_, code) => character(Number.parseInt(code, 16))],
  [/&#(\d{2,7});/g, (_, code) => character(Number(code))],
  // ECMA-48 control sequences: colours of a terminal, also where the escape itself was written out.
  [/(?:\u001b|\\u001b|\\x1b|\\e|\\033)\[[\d;]{0,20}[A-Za-z]/gi, " "],
  [/(?<!\\)\\+u([\da-f]{4})/gi, (_, code) => character(Number.parseInt(code, 16))],
  // Escaped line breaks, tabs and quotes, however often they were escaped.
  [/(?<!\\)(?:\\{1,8}[nrt]){1,40}(?![a-z]{0,3}\\)/g, " "],
  [/(?<!\\)\\+(["'`/])/g, "$1"],
  // Apostrophes within a word are not borders: doesn't and doesn’t are one word.
  [/(?<=\p{L})['\u2019\u02bc](?=t\b)/gu, ""],
];

function character(code: number): string {
  return code > 26 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

/** Percent-encoded once or more; invalid UTF-8 separates words. */
function percentDecoded(run: string): string {
  try {
    return decodeURIComponent(run.replace(/%(?:25)*([\da-f]{2})/gi, "%$1"));
  } catch {
    return " ";
  }
}

/** How much of a text is read: of a longer one, the beginning and the end, where logs have what matters. In UTF-16 units. */
export const READ_LIMIT = 200_000;

/** A text as its library printed it, before it went through JSON, HTML, a URL, a terminal or a log. */
export function printedText(text: string): string {
  return WRITTEN_OTHERWISE.reduce(
    // One replacement is a text, the other a function: each has its own overload.
    (sum, [pattern, by]) => (typeof by === "string" ? sum.replace(pattern, by) : sum.replace(pattern, by)),
    text.normalize("NFKC"),
  );
}

/** Where a word within a compound begins: JWTIssuedAt is JWT, Issued and At. */
const HUMP = /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * The words of a text: runs of letters and digits, in lower case and composed form (NFKC), of two characters or more. What
 * is between (quotes of all kinds, brackets, colons, white space, line breaks) separates words and is otherwise
 * ignored. `known` says whether a word occurs in any message: a word split by a line break is joined if only the
 * whole is known, and an unknown compound (`JWTIssuedAtFuture`) is split. Linear time.
 */
export function wordsOf(text: string, known?: (word: string) => boolean): readonly Word[] {
  const words: Word[] = [];
  const plain = printedText(text);
  let at = 0;
  let end = 0;
  for (const match of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = match[0].toLowerCase();
    const between = plain.slice(end, match.index);
    end = match.index + match[0].length;
    const last = words.at(-1);
    const whole = last === undefined || last.at !== at - 1 ? "" : last.text + word;
    // Hard-wrapped at a width, as mail and terminals do.
    if (whole !== "" && /^\r?\n$/.test(between) && known?.(whole) && !(known(word) && known(last?.text ?? ""))) {
      words[words.length - 1] = { text: whole, at: at - 1 };
      continue;
    }
    const parts = known === undefined || known(word) || word.length > MAX_WORD ? [word] : match[0].split(HUMP);
    for (const part of parts) {
      if (part.length > 1 && part.length <= MAX_WORD) words.push({ text: part.toLowerCase(), at });
      at += 1;
    }
  }
  return words;
}
