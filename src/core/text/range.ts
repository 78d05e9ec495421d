/**
 * A half-open span `[start, end)` of UTF-16 offsets in the text that the user sees. The page describes every place with
 * one of these; only `editor/` turns offsets into lines and columns.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One replacement: the text in `range` becomes `insert`. */
export interface TextEdit {
  readonly range: Range;
  readonly insert: string;
}
