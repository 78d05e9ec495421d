import { useEffect } from "react";
import type { Workbench } from "../../state/workbench.ts";

/** Containers that can take over the focus, so the user continues from there and hears where that is. */
const PLACES = "[role=group], [role=region], fieldset, section, dialog, header, footer, nav, main";

/**
 * Keeps the focus near its place. A button that is gone or disabled once it was pressed leaves the focus nowhere: it goes to
 * what was around the button, and not to the button after it, which a second press of the same key would then push.
 */
export function useKeptFocus({ view }: Workbench): void {
  useEffect(() => {
    let held: Element | null = null;
    /** From the inside out, for once it is gone a button no longer tells where it stood. */
    let around: readonly HTMLElement[] = [];
    let frame = 0;

    const hold = ({ target }: FocusEvent): void => {
      held = target as Element;
      around = placesAround(held);
    };
    // Pointing elsewhere ends it.
    const release = (): void => {
      held = null;
    };
    // So does moving the focus from an element that stays. Told before the element is gone: seen once it would be.
    const leave = ({ target }: FocusEvent): void => {
      queueMicrotask(() => {
        if (target === held && document.hasFocus() && !isGone(held as Element)) release();
      });
    };
    const check = (): void => {
      frame = 0;
      if (held === null || !isLost(held)) return;
      const place = around.find((element) => element.isConnected && element.checkVisibility());
      held = null;
      if (place !== undefined) focusPlace(place);
    };
    // The page is drawn by then, and a browser has not yet given up the focus of what is disabled.
    const checkSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(check);
    };
    const stop = view.subscribe(checkSoon);
    const passing = ["click", "keydown"] as const;
    document.addEventListener("focusin", hold);
    document.addEventListener("focusout", leave);
    document.addEventListener("pointerdown", release, true);
    for (const type of passing) document.addEventListener(type, checkSoon);
    return () => {
      stop();
      cancelAnimationFrame(frame);
      document.removeEventListener("focusin", hold);
      document.removeEventListener("focusout", leave);
      document.removeEventListener("pointerdown", release, true);
      for (const type of passing) document.removeEventListener(type, checkSoon);
    };
  }, [view]);
}

function placesAround(element: Element): readonly HTMLElement[] {
  const places: HTMLElement[] = [];
  let place = element.parentElement?.closest<HTMLElement>(PLACES) ?? null;
  for (; place !== null; place = place.parentElement?.closest<HTMLElement>(PLACES) ?? null) places.push(place);
  return places;
}

/** Whether the focus, which was on this element, is nowhere now because nothing can be done there any more. */
function isLost(element: Element): boolean {
  const { activeElement, body } = document;
  return (activeElement === null || activeElement === body || activeElement === element) && isGone(element);
}

function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(":disabled") || !element.checkVisibility();
}

/** Focuses what cannot be reached by Tab or by a press, without scrolling, for as long as the focus stays there. */
function focusPlace(place: HTMLElement): void {
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
}
