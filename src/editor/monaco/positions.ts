import type * as Monaco from "monaco-editor/editor";
import type { Range } from "../../core/text/range.ts";

/** A range of offsets as Monaco's lines and columns; offsets past the text's end are clamped. */
export function rangeOf(model: Monaco.editor.ITextModel, { start, end }: Range): Monaco.IRange {
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
}
