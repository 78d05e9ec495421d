import type { Actions, View } from "../../state/types.ts";
import { ownFocus } from "./own-focus.ts";

const FIELD = "input, textarea, select, [contenteditable]";

/**
 * Pastes and drops that reach no field by themselves. Text pasted or dropped outside any field goes where its content
 * belongs, and so does a paste into a field that the page itself focused; a text or file dropped on a pane fills it. The
 * browser would navigate away for a drop elsewhere. Texts over the limit are refused before they reach any
 * field. Gives a function that ends it.
 */
export function receiveTexts(actions: Actions, view: () => View): () => void {
  const later = () => import("../later.ts");
  const takeFiles = async (into: string | null, files: FileList): Promise<void> =>
    (await later()).takeFiles(into, [...files], actions, view);

  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const field = event.target instanceof Element ? event.target.closest(FIELD) : null;
    if (actions.refuses(text.length)) return event.preventDefault();
    const isOwn = field !== null && field === ownFocus();
    if (field !== null && !isOwn) return;
    const files = event.clipboardData?.files;
    if (text === "" && !files?.length) return;
    event.preventDefault();
    if (isOwn && text !== "") {
      // No other listener sees this paste, since it is not for the field.
      event.stopImmediatePropagation();
      void later().then(({ takeInOwnFocus }) => takeInOwnFocus(paneOf(field) ?? "", text, actions, view));
    } else if (text !== "") actions.placeText(text);
    else if (files) void takeFiles(null, files);
  };
  const over = (event: DragEvent): void => {
    // The browser itself drops text into a field, at the pointer.
    if (!isTextForField(event)) event.preventDefault();
  };
  /** The page's own text is being dragged. */
  let isFromHere = false;
  const drag = ({ type }: DragEvent): void => {
    isFromHere = type === "dragstart";
  };
  const drop = (event: DragEvent): void => {
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (isTextForField(event) && !actions.refuses(text.length)) return;
    event.preventDefault();
    const into = event.target instanceof Element ? paneOf(event.target) : null;
    if (into === null && isFromHere) return;
    const files = event.dataTransfer?.files;
    if (files?.length) void takeFiles(into, files);
    else if (text !== "") void later().then(({ takeText }) => takeText(into, text, actions, view));
  };

  const ends = new AbortController();
  const { signal } = ends;
  document.addEventListener("paste", paste, { signal, capture: true });
  window.addEventListener("dragstart", drag, { signal });
  window.addEventListener("dragend", drag, { signal });
  window.addEventListener("dragover", over, { signal });
  window.addEventListener("drop", drop, { signal });
  return () => ends.abort();
}

/** The name of the pane that an element is in. */
function paneOf(element: Element): string | null {
  return element.closest<HTMLElement>("[data-drop]")?.dataset["drop"] ?? null;
}

function isTextForField({ dataTransfer, target }: DragEvent): boolean {
  const files = dataTransfer?.types.includes("Files") === true;
  return !files && target instanceof Element && target.matches("textarea:not([readonly])");
}
