/**
 * Has what was worked out from tokens and keys forgotten when the page goes for good. One that the browser keeps, to come
 * back to (`persisted`), stays as it is.
 */
export function forgetOnLeave(page: EventTarget, forget: () => void): void {
  page.addEventListener("pagehide", (event) => {
    if (!(event as PageTransitionEvent).persisted) forget();
  });
}
