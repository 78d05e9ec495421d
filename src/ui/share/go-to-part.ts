import { flushSync } from "react-dom";
import { openSheet } from "../sheets/sheet.ts";

/** The element of a part of the sheet "Share". */
export const idOf = (id: string): string => `share-${id}`;

/**
 * Brings a part into view and focuses its heading, from which Tab continues into it. It is kept in view while the
 * parts above it load, until the user moves on.
 */
export function goToPart(id: string): void {
  const part = document.getElementById(idOf(id));
  const heading = part?.querySelector("h3");
  if (!part || !heading) return;
  part.scrollIntoView();
  heading.focus({ preventScroll: true });
  const end = new AbortController();
  const stop = (): void => {
    watch.disconnect();
    end.abort();
  };
  const watch = new ResizeObserver(() => {
    if (document.activeElement === heading) part.scrollIntoView();
    else stop();
  });
  for (const one of document.querySelectorAll(".share-part")) watch.observe(one);
  // The press that led here is still bubbling.
  requestAnimationFrame(() => {
    for (const event of ["wheel", "pointerdown", "keydown"]) {
      document.addEventListener(event, stop, { signal: end.signal, passive: true });
    }
  });
}

/** Opens the sheet at a part. */
export function openShareAt(id: string): void {
  flushSync(() => openSheet("share"));
  goToPart(id);
}
