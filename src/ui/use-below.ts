import { useLayoutEffect } from "react";

/** The space between the bars on top and what is scrolled to below them, in pixels. */
const GAP = 8;
/** Bars take no more than this part of the window's height away from what is scrolled to: an unfolded one may be taller. */
const MOST = 0.6;

/**
 * While `isOn`, nothing that is scrolled to or focused is covered by the bars that stay on top of the page. Each of them may
 * have several lines, or stay only in wide windows.
 *
 * @param bars Selects those bars. They are there from the first frame on.
 */
export function useBelow(bars: string, isOn = true): void {
  useLayoutEffect(() => {
    if (!isOn) return;
    // Looked up each time: one that failed is drawn again.
    const all = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(bars)];
    const { style } = document.documentElement;
    const measure = (): void => {
      const stays = all().filter((bar) => getComputedStyle(bar).position === "sticky");
      const height = stays.reduce((sum, bar) => sum + bar.offsetHeight, 0);
      style.scrollPaddingTop = height === 0 ? "" : `${Math.min(height, innerHeight * MOST) + GAP}px`;
    };
    const observer = new ResizeObserver(measure);
    for (const bar of all()) observer.observe(bar);
    addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
      style.scrollPaddingTop = "";
    };
  }, [bars, isOn]);
}
