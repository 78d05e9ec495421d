import { useEffect } from "react";

/** A field that gets the focus is scrolled to as a whole: browsers scroll to its caret alone. Under a pressed pointer nothing moves. */
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
