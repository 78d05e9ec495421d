/**
 * Forgets everything derived from tokens and keys when the page is closed for good. A page that the browser keeps for
 * going back (`persisted`) stays as it is.
 */
export function forgetOnLeave(page: EventTarget, forget: () => void): void {
  page.addEventListener("pagehide", (event) => {
    if (!(event as PageTransitionEvent).persisted) forget();
  });
}
