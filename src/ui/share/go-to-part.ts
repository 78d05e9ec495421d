import { flushSync } from "react-dom";
import { openSheet } from "../sheets/sheet.ts";

/** The element of a part of the sheet "Share". */
export const idOf = (id: string): string => `share-${id}`;

/** Brings a part into sight, and the focus to its heading, from where Tab goes on into it. */
export function goToPart(id: string): void {
  const part = document.getElementById(idOf(id));
  part?.scrollIntoView();
  part?.querySelector("h3")?.focus({ preventScroll: true });
}

/** Opens the sheet at a part, and keeps it in sight while the parts above it are still loading. */
export function openShareAt(id: string): void {
  flushSync(() => openSheet("share"));
  goToPart(id);
  const part = document.getElementById(idOf(id));
  const heading = part?.querySelector("h3");
  if (!part || !heading) return;
  const end = new AbortController();
  const watch = new ResizeObserver(() => {
    if (document.activeElement === heading) part.scrollIntoView();
    else stop();
  });
  const stop = (): void => {
    watch.disconnect();
    end.abort();
  };
  for (const one of document.querySelectorAll(".share-part")) watch.observe(one);
  // Whoever goes on from there is not brought back. The key that led here is still on its way up.
  requestAnimationFrame(() => {
    for (const event of ["wheel", "pointerdown", "keydown"]) {
      document.addEventListener(event, stop, { signal: end.signal, passive: true });
    }
  });
}
