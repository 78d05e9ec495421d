import type * as Monaco from "monaco-editor/editor";

/**
 * Monaco's field holds the text around the caret. What selects all of the field itself (assistive technology, a tool that
 * fills it) means the whole text; Monaco would take the replacement for typing at the caret. Gives what ends it.
 */
export function takeWholeSelection(box: HTMLElement, editor: Monaco.editor.ICodeEditor): Monaco.IDisposable {
  const take = ({ target }: Event): void => {
    const model = editor.getModel();
    if (!(target instanceof HTMLTextAreaElement) || !target.classList.contains("inputarea") || model === null) return;
    const whole = target.value !== "" && target.selectionStart === 0 && target.selectionEnd === target.value.length;
    if (whole && editor.getSelection()?.isEmpty() === true) editor.setSelection(model.getFullModelRange());
  };
  // A script may select first and focus then; Monaco puts its own selection back as soon as it has the focus.
  const events = ["select", "focus"] as const;
  for (const name of events) box.addEventListener(name, take, true);
  return {
    dispose() {
      for (const name of events) box.removeEventListener(name, take, true);
    },
  };
}
