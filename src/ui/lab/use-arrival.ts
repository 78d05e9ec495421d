import { useEffect } from "react";

/**
 * Focuses the content of a newly opened lab page if the link that led there is gone: the next Tab then continues in
 * the page instead of its bar. Opening the page by its address keeps the browser's default.
 */
export function useArrival(route: string): void {
  const [place = ""] = route.split("&");
  useEffect(() => {
    // The address already belongs to another screen, and this one is about to be hidden.
    if (!place.startsWith("#/lab")) return undefined;
    const frame = requestAnimationFrame(() => {
      const main = document.querySelector<HTMLElement>(".screen > main");
      if (main === null || document.activeElement !== document.body) return;
      if (!navigator.userActivation?.hasBeenActive) return;
      main.tabIndex = -1;
      main.addEventListener("blur", () => main.removeAttribute("tabindex"), { once: true });
      main.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [place]);
}
