/** One piece of a literal: a string in double or single quotes, a bracket or comma, what follows a name, a word, a number. */
const PIECE =
  /(?:\s{1,99}|("(?:[^"\\]|\\[^])*")|[bru]?'((?:[^'\\]|\\[^])*)'|([{}[\],])|(=>|:)|([A-Za-z_$][\w$]*)|(-?\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?(?!\w)))/y;

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
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < end) {
    const [whole, double, single, mark, arrow, word, number] = PIECE.exec(text) ?? [];
    if (whole === undefined) return null;
    if (whole.trim() === "") continue;
    if (double !== undefined) pieces.push(double);
    else if (single !== undefined) pieces.push(quoted(single));
    else if (mark !== undefined) {
      if (/[}\]]/.test(mark) && pieces.at(-1) === ",") pieces.pop();
      pieces.push(mark);
    } else if (arrow !== undefined) {
      const name = pieces.at(-1) ?? "";
      if (!name.startsWith('"')) pieces.splice(-1, 1, JSON.stringify(name));
      pieces.push(":");
    } else pieces.push(word ?? number ?? "");
  }
  const isPlain = pieces.every((piece) => !/^[A-Za-z_$]/.test(piece) || Object.hasOwn(WORDS, piece));
  return isPlain ? pieces.map((piece) => (Object.hasOwn(WORDS, piece) ? WORDS[piece] : piece)).join("") : null;
}

/** A string in single quotes as JSON writes it: with its escapes, but for that of the quote. */
function quoted(single: string): string {
  return `"${single.replaceAll(/\\'|"/g, (one) => (one === '"' ? String.raw`\"` : "'"))}"`;
}
