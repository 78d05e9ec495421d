import { useEffect } from "react";

/**
 * Gives the focus to the content of a page of the lab that one has come to, where what led there is gone and would leave it
 * nowhere: the next Tab then goes on in the page, and not through its bar again. Who opens the page by its address keeps the
 * browser's own start.
 */
export function useArrival(route: string): void {
  const [place = ""] = route.split("&");
  useEffect(() => {
    // The address is another screen's already, and this one about to go.
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
