import { matchAt } from "./found-run.ts";

/** One piece of a literal other than a string: a bracket or comma, what follows a name, a word, a number. */
const PIECE =
  /(?:\s{1,99}|([{}[\],])|(=>|:)|([A-Za-z_$][\w$]{0,99})|(-?\d{1,30}(?:\.\d{1,30})?(?:[Ee][+-]?\d{1,4})?(?!\w)))/y;

/** What opens a string: quotes, in Python after a letter. */
const OPENING = /[bru]?(["'])/y;

/** What the words of Python, JavaScript and Ruby are in JSON. */
const WORDS: Readonly<Record<string, string>> = {
  True: "true",
  true: "true",
  False: "false",
  false: "false",
  None: "null",
  null: "null",
  nil: "null",
  undefined: "null",
};

/**
 * The JSON of an object as Python, Node.js or Ruby print it: strings in single quotes, names without quotes, `None`, `=>`,
 * a comma at the end. Null if it holds anything but literals. Linear time; the result may still be no valid JSON.
 */
export function jsonOfLiteral(text: string): string | null {
  const pieces: string[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    const [opening, quote] = matchAt(OPENING, text, at) ?? [];
    if (opening !== undefined) {
      const start = at + opening.length;
      const close = endOfString(text, start, quote ?? "");
      if (close === null) return null;
      const said = text.slice(start, close);
      pieces.push(quote === "'" ? quoted(said) : `"${said}"`);
      at = close + 1;
      continue;
    }
    const [whole, mark, arrow, word, number] = matchAt(PIECE, text, at) ?? [];
    if (whole === undefined) return null;
    at += whole.length;
    if (mark !== undefined) {
      if (/[}\]]/.test(mark) && pieces.at(-1) === ",") pieces.pop();
      pieces.push(mark);
    } else if (arrow !== undefined) {
      const name = pieces.at(-1) ?? "";
      if (!name.startsWith('"')) pieces.splice(-1, 1, JSON.stringify(name));
      pieces.push(":");
    } else if (whole.trim() !== "") pieces.push(word ?? number ?? "");
  }
  const isPlain = pieces.every((piece) => !/^[A-Za-z_$]/.test(piece) || Object.hasOwn(WORDS, piece));
  // Apart, or two numbers would be read as one.
  return isPlain ? pieces.map((piece) => (Object.hasOwn(WORDS, piece) ? WORDS[piece] : piece)).join(" ") : null;
}

/** The place of the quote that ends a string; null if there is none. */
function endOfString(text: string, start: number, quote: string): number | null {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
  }
  return null;
}

/** A string in single quotes as JSON writes it: with its escapes, but for that of the quote. */
function quoted(single: string): string {
  return `"${single.replaceAll(/\\'|"/g, (one) => (one === '"' ? String.raw`\"` : "'"))}"`;
}
