import { type RefObject, useEffect } from "react";

const FIELDS = "textarea, input, select, [contenteditable], [role=textbox]";
/** The space between the verdict and a notice moved below it, in pixels. */
const GAP = 8;
/** How often it checks while a notice is shown. */
const LOOK_MS = 250;

/**
 * Keeps a notice that floats over the page off the focused field: while it would cover the field at its usual place, it
 * moves below the verdict, unless it would cover the field there too.
 *
 * @param subject The current notice; null if there is none.
 */
export function useClearOfField(ref: RefObject<HTMLElement | null>, subject: unknown): void {
  useEffect(() => {
    const over = ref.current;
    if (over === null || subject === null) return;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      over.style.inset = "";
      const field = document.activeElement;
      if (getComputedStyle(over).position !== "fixed" || !field?.matches(FIELDS)) return;
      const box = field.getBoundingClientRect();
      const { top, bottom, left, right, height } = over.getBoundingClientRect();
      const isBeside = box.right <= left || box.left >= right;
      if (isBeside || box.bottom <= top || box.top >= bottom) return;
      const below = (document.querySelector(".verdict")?.getBoundingClientRect().bottom ?? 0) + GAP;
      if (box.top < below + height && box.bottom > below) return;
      over.style.inset = `${below}px auto auto ${left}px`;
    };
    const lookSoon = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    lookSoon();
    document.addEventListener("focusin", lookSoon);
    addEventListener("scroll", lookSoon, { passive: true, capture: true });
    // Late rendering moves the field too, without any event.
    const timer = setInterval(lookSoon, LOOK_MS);
    return () => {
      clearInterval(timer);
      cancelAnimationFrame(frame);
      over.style.inset = "";
      document.removeEventListener("focusin", lookSoon);
      removeEventListener("scroll", lookSoon, { capture: true });
    };
  }, [ref, subject]);
}
