import { FIELD_ATTRIBUTES } from "../field-attributes.ts";

/**
 * Tells browser helpers to leave Monaco's text fields alone: its input field, and those of the find box, which are
 * created on demand. Returns a disposable that stops this.
 */
export function keepFieldsQuiet(editor: HTMLElement): { readonly dispose: () => void } {
  const tell = (): void => {
    for (const field of editor.querySelectorAll("textarea, input")) {
      for (const [name, value] of Object.entries(FIELD_ATTRIBUTES))
        field.setAttribute(name.toLowerCase(), String(value));
    }
  };
  tell();
  const observer = new MutationObserver((changes) => {
    const made = ({ addedNodes }: MutationRecord): boolean =>
      [...addedNodes].some(
        (node) =>
          node instanceof Element &&
          (node.matches("textarea, input") || node.querySelector("textarea, input") !== null),
      );
    if (changes.some(made)) tell();
  });
  observer.observe(editor, { childList: true, subtree: true });
  return { dispose: () => observer.disconnect() };
}
