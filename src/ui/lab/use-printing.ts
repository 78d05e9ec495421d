import { useSyncExternalStore } from "react";

let isBetween = false;

/** Whether the page is being printed: between the browser's two events, or while print styles apply. */
export function usePrinting(): boolean {
  return useSyncExternalStore(listen, () => isBetween || matchMedia("print").matches);
}

function listen(changed: () => void): () => void {
  const query = matchMedia("print");
  const begin = (): void => {
    isBetween = true;
    changed();
  };
  const end = (): void => {
    isBetween = false;
    changed();
  };
  query.addEventListener("change", changed);
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
  return () => {
    query.removeEventListener("change", changed);
    window.removeEventListener("beforeprint", begin);
    window.removeEventListener("afterprint", end);
  };
}
