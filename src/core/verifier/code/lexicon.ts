/** The languages whose code is read. */
export type Language = "javascript" | "python" | "go" | "php" | "ruby" | "java" | "csharp" | "rust";

/** How a language writes texts. */
interface Quote {
  readonly open: string;
  readonly close: string;
  /** A backslash escapes nothing. */
  readonly raw?: true;
  /** What in it is filled in by the program. */
  readonly filled?: RegExp;
  /** It may go over several lines. */
  readonly long?: true;
}

/** How a language writes comments and texts; the longest opening first. */
interface Lexicon {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  readonly quotes: readonly Quote[];
}

const C_BLOCK = [["/*", "*/"]] as const;
const DOUBLE: Quote = { open: '"', close: '"' };
const SINGLE: Quote = { open: "'", close: "'" };

const PYTHON = ["", "r", "b", "u", "rb", "br", "R", "B", "U"].flatMap((prefix): readonly Quote[] =>
  ['"""', "'''", '"', "'"].map((mark) => ({
    open: `${prefix}${mark}`,
    close: mark,
    ...(/r/i.test(prefix) && { raw: true }),
    ...(mark.length === 3 && { long: true }),
  })),
);
const PYTHON_FILLED = ["f", "F", "rf", "fr"].flatMap((prefix): readonly Quote[] =>
  ['"""', "'''", '"', "'"].map((mark) => ({
    open: `${prefix}${mark}`,
    close: mark,
    filled: /\{/,
    ...(mark.length === 3 && { long: true }),
  })),
);

/** Longer openings are tried first. */
const sorted = (quotes: readonly Quote[]): readonly Quote[] =>
  quotes.toSorted((one, other) => other.open.length - one.open.length);

/** Each language's comments and texts. */
export const LEXICA: Readonly<Record<Language, Lexicon>> = {
  javascript: {
    line: ["//"],
    block: C_BLOCK,
    quotes: [{ open: "`", close: "`", filled: /\$\{/, long: true }, DOUBLE, SINGLE],
  },
  python: { line: ["#"], block: [], quotes: sorted([...PYTHON, ...PYTHON_FILLED]) },
  go: { line: ["//"], block: C_BLOCK, quotes: [{ open: "`", close: "`", raw: true, long: true }, DOUBLE, SINGLE] },
  php: {
    line: ["//", "#"],
    block: C_BLOCK,
    quotes: [{ open: '"', close: '"', filled: /\$[\w{]|\{\$/ }, SINGLE],
  },
  ruby: {
    line: ["#"],
    block: [["\n=begin", "\n=end"]],
    quotes: [{ open: '"', close: '"', filled: /#\{/ }, SINGLE],
  },
  java: { line: ["//"], block: C_BLOCK, quotes: [{ open: '"""', close: '"""', long: true }, DOUBLE, SINGLE] },
  csharp: {
    line: ["//"],
    block: C_BLOCK,
    quotes: [
      { open: '$@"', close: '"', raw: true, filled: /\{/, long: true },
      { open: '"""', close: '"""', raw: true, long: true },
      { open: '@"', close: '"', raw: true, long: true },
      { open: '$"', close: '"', filled: /\{/ },
      DOUBLE,
      SINGLE,
    ],
  },
  rust: {
    line: ["//"],
    block: C_BLOCK,
    quotes: [
      { open: 'r#"', close: '"#', raw: true, long: true },
      { open: 'r"', close: '"', raw: true, long: true },
      { open: 'b"', close: '"', long: true },
      { open: '"', close: '"', long: true },
    ],
  },
};
