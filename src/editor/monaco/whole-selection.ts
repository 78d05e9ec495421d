import type * as Monaco from "monaco-editor/editor";

/**
 * Monaco's field contains only the text around the caret. Selecting the whole field (by assistive technology, or by a
 * tool that fills it) means the whole text; Monaco would take the replacement for typing at the caret. Returns a
 * disposable that stops this.
 */
export function takeWholeSelection(box: HTMLElement, editor: Monaco.editor.ICodeEditor): Monaco.IDisposable {
  const take = ({ target }: Event): void => {
    const model = editor.getModel();
    if (!(target instanceof HTMLTextAreaElement) || !target.classList.contains("inputarea") || model === null) return;
    const whole = target.value !== "" && target.selectionStart === 0 && target.selectionEnd === target.value.length;
    if (whole && editor.getSelection()?.isEmpty() === true) editor.setSelection(model.getFullModelRange());
  };
  // A script may select before it focuses; Monaco restores its own selection as soon as it has the focus.
  const events = ["select", "focus"] as const;
  for (const name of events) box.addEventListener(name, take, true);
  return {
    dispose() {
      for (const name of events) box.removeEventListener(name, take, true);
    },
  };
}
