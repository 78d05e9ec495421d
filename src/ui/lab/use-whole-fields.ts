import { useEffect } from "react";

/**
 * Scrolls a focused field into view as a whole; browsers scroll only to its caret. Nothing moves while the pointer is
 * down.
 */
export function useWholeFields(): void {
  useEffect(() => {
    const show = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLTextAreaElement && !target.matches(":active"))
        target.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("focusin", show);
    return () => document.removeEventListener("focusin", show);
  }, []);
}
