/**
 * A half-open span `[start, end)` of UTF-16 offsets in the text that the user sees. The page describes every place with
 * one of these; only `editor/` turns offsets into lines and columns.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The text without white space at its ends. */
export function trimmed(text: string): Range {
  const start = text.length - text.trimStart().length;
  return { start, end: start + text.trim().length };
}

/** One replacement: the text in `range` becomes `insert`. */
export interface TextEdit {
  readonly range: Range;
  readonly insert: string;
}
