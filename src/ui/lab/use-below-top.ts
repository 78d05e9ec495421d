import { useLayoutEffect } from "react";

/** The space between the page's bar and what is scrolled to below it, in pixels. */
const GAP = 8;

/**
 * While the lab is shown, nothing that is scrolled to or focused rests below the page's bar, which stays on top and may
 * have two lines. The other screens have the verdict there, which does the same (`VerdictBar`).
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

/** Browsers scroll to the caret of a field alone. */
function showWhole({ target }: FocusEvent): void {
  if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: "nearest" });
}
