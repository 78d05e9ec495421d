import { useEffect } from "react";
import type { Workbench } from "../../state/workbench.ts";

/** Containers that can receive the focus, so the user continues from there and a screen reader says where that is. */
const PLACES = "[role=group], [role=region], fieldset, section, dialog, header, footer, nav, main";

/**
 * Keeps the focus near its place. A pressed button that disappears or is disabled loses it: it then moves to the
 * container around the button, not to the next button, which a second press of the same key would activate.
 */
export function useKeptFocus({ view }: Workbench): void {
  useEffect(() => {
    let held: Element | null = null;
    /** From the inside out: once removed, a button no longer has ancestors. */
    let around: readonly HTMLElement[] = [];
    let frame = 0;

    const hold = ({ target }: FocusEvent): void => {
      held = target as Element;
      around = placesAround(held);
    };
    // Pressing elsewhere releases it.
    const release = (): void => {
      held = null;
    };
    // So does moving the focus away from an element that stays.
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
    // By then the page is drawn, and the browser has not yet blurred a disabled element.
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

/** Whether the focus was on this element and is now lost because the element is gone or disabled. */
function isLost(element: Element): boolean {
  const { activeElement, body } = document;
  return (activeElement === null || activeElement === body || activeElement === element) && isGone(element);
}

function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(":disabled") || !element.checkVisibility();
}

/** Focuses an element that is not focusable otherwise, without scrolling, until it loses the focus. */
function focusPlace(place: HTMLElement): void {
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
}
