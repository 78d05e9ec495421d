import { useSyncExternalStore } from "react";
import { createBell } from "../../core/base/signal.ts";

let last: string | null = null;
const changed = createBell();

document.addEventListener("focusin", ({ target }) => {
  const pane = target instanceof HTMLTextAreaElement ? target.closest<HTMLElement>("[data-drop]") : null;
  if (pane === null || pane.dataset["drop"] === last) return;
  last = pane.dataset["drop"] ?? null;
  changed.ring();
});

/** The pane that the user was last in, even while its tools have the focus; null at first. */
export function useLastPane(): string | null {
  return useSyncExternalStore(changed.hear, () => last);
}
