import type * as Monaco from "monaco-editor/editor";
import { describeCodePoint, findInvisible } from "../../core/text/code-points.ts";
import type { Range } from "../../core/text/range.ts";
import type { Drawing } from "../pane.ts";
import { isSame } from "../../core/same.ts";
import { rangeOf } from "./positions.ts";

/** Invisible characters are not searched for beyond this many characters, as in the plain pane's layer. */
const SEARCHED = 64 * 1024;

/** What is drawn over the text, as Monaco decorations. `text` is the model's text. */
export function decorationsOf(
  model: Monaco.editor.ITextModel,
  text: string,
  { marks, lit, changed }: Drawing,
): Monaco.editor.IModelDeltaDecoration[] {
  const inside = ({ end }: Range): boolean => end <= text.length;
  const unseen = text.length > SEARCHED ? [] : findInvisible(text);
  return [
    ...changed
      .filter(({ start }) => start <= text.length)
      .map(({ start }) => ({
        range: rangeOf(model, { start, end: start }),
        options: { isWholeLine: true, className: "changed", linesDecorationsClassName: "changed-bar" },
      })),
    ...marks
      .filter(({ range }) => inside(range))
      .map(({ range, severity }) => ({
        range: rangeOf(model, range),
        options: {
          inlineClassName: `mark ${severity}`,
          lineNumberClassName: severity === "warn" ? "has-warn" : "has-error",
        },
      })),
    ...lit
      .filter(({ range }) => inside(range))
      .map(({ range }) => ({ range: rangeOf(model, range), options: { inlineClassName: "lit" } })),
    ...unseen
      .filter(({ codePoint }) => codePoint !== 0x0a && codePoint !== 0x09)
      .map(({ range, codePoint }) => ({
        range: rangeOf(model, range),
        options: { after: { content: `\u27e8${describeCodePoint(codePoint)}\u27e9`, inlineClassName: "unseen" } },
      })),
  ];
}

/**
 * Returns a function that sets an editor's decorations. Monaco moves its decorations with the text; they are set again,
 * which takes half a millisecond, only if that leaves them wrong.
 */
export function createDecorating(
  editor: Monaco.editor.ICodeEditor,
): (wanted: Monaco.editor.IModelDeltaDecoration[]) => void {
  const collection = editor.createDecorationsCollection();
  let last: readonly Monaco.editor.IModelDeltaDecoration[] = [];
  return (wanted) => {
    const stands = (decoration: Monaco.editor.IModelDeltaDecoration, index: number): boolean =>
      collection.getRange(index)?.equalsRange(decoration.range) === true &&
      isSame(decoration.options, last[index]?.options);
    if (wanted.length === last.length && wanted.every(stands)) return;
    last = wanted;
    collection.set(wanted);
  };
}
