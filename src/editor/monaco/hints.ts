import type * as Monaco from "monaco-editor/editor";
import { isSame } from "../../core/same.ts";
import type { Hint } from "../pane.ts";

const NO_HINT: Omit<Hint, "at"> = { text: "", more: "", tone: "" };

interface Shown extends Monaco.editor.IContentWidget {
  line: number;
  column: number;
  hint: Omit<Hint, "at">;
}

/**
 * Words next to lines. They are widgets rather than Monaco text, so they do not wrap a line or come between the caret
 * and the line's end. Returns a function that takes the current hints.
 */
export function createHints(editor: Monaco.editor.ICodeEditor): (hints: readonly Hint[]) => void {
  const all: Shown[] = [];
  const make = (index: number): Shown => {
    const node = document.createElement("span");
    const more = document.createElement("span");
    more.className = "abs";
    const was = document.createElement("span");
    was.className = "was";
    node.append(document.createElement("span"), more, was);
    // The badges tell screen readers the same.
    node.setAttribute("aria-hidden", "true");
    const widget: Shown = {
      line: 1,
      column: 1,
      hint: NO_HINT,
      suppressMouseDown: true,
      getId: () => `beside-${index}`,
      getDomNode: () => node,
      getPosition: () =>
        widget.line === 0 ? null : { position: { lineNumber: widget.line, column: widget.column }, preference: [0] },
    };
    editor.addContentWidget(widget);
    all.push(widget);
    return widget;
  };
  return (hints) => {
    const model = editor.getModel();
    if (model === null) return;
    for (let index = 0; index < Math.max(hints.length, all.length); index += 1) {
      const widget = all[index] ?? make(index);
      const { at, ...hint } = hints[index] ?? { at: null, ...NO_HINT };
      const line = at === null ? 0 : model.getPositionAt(at).lineNumber;
      const column = line === 0 ? 0 : model.getLineMaxColumn(line);
      // Most keys change the place of a hint in the text, and nothing that is seen of it.
      if (line === widget.line && column === widget.column && isSame(hint, widget.hint)) continue;
      if (!isSame(hint, widget.hint)) {
        const node = widget.getDomNode();
        node.className = `hint ${hint.tone}`;
        [hint.text, hint.more, hint.was ?? ""].forEach((words, part) => {
          const place = node.children[part];
          if (place !== undefined) place.textContent = words;
        });
      }
      Object.assign(widget, { line, column, hint });
      editor.layoutContentWidget(widget);
    }
  };
}
