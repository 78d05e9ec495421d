import { flushSync } from "react-dom";
import { openSheet } from "../sheets/sheet.ts";

/** The element of a part of the sheet "Share". */
export const idOf = (id: string): string => `share-${id}`;

/**
 * Brings a part into view and focuses its heading, from which Tab continues into it. It is kept in view while the parts
 * above it load, until the user moves on.
 *
 * @param first Selects a control of the part, which gets the focus instead once it is there and enabled.
 */
export function goToPart(id: string, first?: string): void {
  const part = document.getElementById(idOf(id));
  const heading = part?.querySelector("h3");
  if (!part || !heading) return;
  part.scrollIntoView();
  heading.focus({ preventScroll: true });
  const end = new AbortController();
  const stop = (): void => {
    watch.disconnect();
    controls.disconnect();
    end.abort();
  };
  const look = (): void => {
    if (!part.contains(document.activeElement)) {
      stop();
      return;
    }
    part.scrollIntoView();
    if (first !== undefined && document.activeElement === heading)
      part.querySelector<HTMLElement>(`${first}:enabled`)?.focus({ preventScroll: true });
  };
  const watch = new ResizeObserver(look);
  for (const one of document.querySelectorAll(".share-part")) watch.observe(one);
  const controls = new MutationObserver(look);
  if (first !== undefined) controls.observe(part, { subtree: true, childList: true, attributeFilter: ["disabled"] });
  // The press that led here is still bubbling.
  requestAnimationFrame(() => {
    for (const event of ["wheel", "pointerdown", "keydown"]) {
      document.addEventListener(event, stop, { signal: end.signal, passive: true });
    }
  });
}

/** Opens the sheet at a part, or at one of its controls, as `goToPart` does. */
export function openShareAt(id: string, first?: string): void {
  flushSync(() => openSheet("share"));
  goToPart(id, first);
}
