import type { Actions, View } from "../../state/types.ts";
import { shownText } from "../../editor/line-breaks.ts";

const FIELD = "input, textarea, select, [contenteditable]";

/**
 * Pastes and drops that reach no field by themselves: a paste anywhere outside a field opens a token; a text or file that is
 * dropped on a pane fills it; a drop elsewhere is taken and ignored, since the browser would leave the page for it. Texts
 * over the limit are refused before they reach any field. Gives a function that ends it.
 */
export function receiveTexts(actions: Actions, view: () => View): () => void {
  const fill = (pane: string, text: string): void => {
    switch (pane) {
      case "token":
        return actions.openText(text);
      case "header":
      case "payload":
        return view().token.form === "empty" ? actions.openText(text) : actions.editPane(pane, shownText(text));
      case "secret":
        return actions.setSecret(text);
      case "public-key":
        return actions.setKeyField("publicKey", text);
      case "private-key":
        return actions.setKeyField("privateKey", text);
    }
  };
  const fillFromFile = async (pane: string, file: File): Promise<void> => {
    if (!actions.refuses(file.size)) await (await import("../later.ts")).fillFromFile(pane, file, fill, actions);
  };

  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const inField = event.target instanceof Element && event.target.closest(FIELD) !== null;
    if (actions.refuses(text.length)) return event.preventDefault();
    if (inField) return;
    const file = event.clipboardData?.files[0];
    if (text === "" && file === undefined) return;
    event.preventDefault();
    if (text === "" && file !== undefined) void fillFromFile("token", file);
    else actions.openText(text);
  };
  const over = (event: DragEvent): void => {
    // Into a field the browser drops a text itself, at the place of the pointer.
    if (!isTextForField(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (isTextForField(event) && !actions.refuses(text.length)) return;
    event.preventDefault();
    const pane =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drop]")?.dataset["drop"] : undefined;
    if (pane === undefined) return;
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void fillFromFile(pane, file);
    else if (text !== "") fill(pane, text);
  };

  document.addEventListener("paste", paste, true);
  window.addEventListener("dragover", over);
  window.addEventListener("drop", drop);
  return () => {
    document.removeEventListener("paste", paste, true);
    window.removeEventListener("dragover", over);
    window.removeEventListener("drop", drop);
  };
}

function isTextForField({ dataTransfer, target }: DragEvent): boolean {
  const files = dataTransfer?.types.includes("Files") === true;
  return !files && target instanceof Element && target.matches("textarea:not([readonly])");
}
