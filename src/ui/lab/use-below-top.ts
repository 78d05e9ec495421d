import { useLayoutEffect } from "react";

/** The space between the page's bar and a scroll target below it, in pixels. */
const GAP = 8;

/**
 * While the lab is shown, scroll targets and focused elements are never covered by the page's bar, which is sticky
 * and may have two lines. On other screens `VerdictBar` does the same.
 */
export function useBelowTop(): void {
  useLayoutEffect(() => {
    const top = document.querySelector<HTMLElement>(".screen > .top");
    if (top === null) return;
    const { style } = document.documentElement;
    const measure = (): void => {
      const stays = getComputedStyle(top).position === "sticky";
      style.scrollPaddingTop = stays ? `${top.offsetHeight + GAP}px` : "";
    };
    const observer = new ResizeObserver(measure);
    observer.observe(top);
    addEventListener("resize", measure);
    document.addEventListener("focusin", showWhole);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
      document.removeEventListener("focusin", showWhole);
      style.scrollPaddingTop = "";
    };
  }, []);
}

/** Browsers scroll only to a field's caret. */
function showWhole({ target }: FocusEvent): void {
  if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: "nearest" });
}
