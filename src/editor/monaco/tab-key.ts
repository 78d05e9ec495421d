import type * as Monaco from "monaco-editor/editor";
import type { TabMeaning } from "../pane.ts";

/**
 * What Tab does in Monaco. If the user arrived by Tab, Tab moves on until something is typed; after a click or
 * typing, Tab indents. Escape and Ctrl+M let Tab out (WCAG 2.2, 2.1.2): Escape until the pane is left, Ctrl+M as a
 * toggle.
 */
export function createTabKey(
  box: HTMLElement,
  editor: Monaco.editor.ICodeEditor,
  tell: (meaning: TabMeaning | null) => void,
): Monaco.IDisposable & { readonly typed: () => void } {
  let meaning: TabMeaning = "indents";
  let byTab = false;
  const become = (next: TabMeaning): void => {
    meaning = next;
    if (editor.hasTextFocus()) tell(next);
  };
  const press = (event: KeyboardEvent): void => {
    const field = event.target instanceof HTMLElement && event.target.classList.contains("inputarea");
    if (!field) return;
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      // If Monaco does not see the key, the browser moves the focus.
      if (meaning === "leaves" || isReadOnly()) event.stopPropagation();
    } else if (event.key === "Escape") become("leaves");
    else if (event.key.toLowerCase() === "m" && event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      become(meaning === "leaves" ? "indents" : "leaves");
    }
  };
  const isReadOnly = (): boolean => editor.getRawOptions().readOnly === true;
  // Whether Tab moves the focus is only known before the focus arrives.
  const watchTab = (event: Event): void => {
    byTab = event instanceof KeyboardEvent && event.key === "Tab";
  };
  box.addEventListener("keydown", press, true);
  document.addEventListener("keydown", watchTab, true);
  document.addEventListener("pointerdown", watchTab, true);
  const focus = editor.onDidFocusEditorText(() => become(byTab || isReadOnly() ? "leaves" : "indents"));
  const blur = editor.onDidBlurEditorText(() => tell(null));
  return {
    typed() {
      if (meaning === "leaves") become("indents");
    },
    dispose() {
      box.removeEventListener("keydown", press, true);
      document.removeEventListener("keydown", watchTab, true);
      document.removeEventListener("pointerdown", watchTab, true);
      focus.dispose();
      blur.dispose();
    },
  };
}
