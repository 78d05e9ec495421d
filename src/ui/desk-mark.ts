import { useLayoutEffect } from "react";

/** What one part of the desk tells the styles of another. */
type Mark =
  | "binary"
  | "claims-table"
  | "copies"
  | "detached"
  | "diagnosis-folded"
  | "foreign"
  | "key-set"
  | "sealed"
  | "time-folded";

/**
 * Marks the desk with `data-<mark>` while `on` and the calling component is mounted. `:has()` would do that in styles
 * alone, but makes the browser recheck styles for every node inserted or removed: half of a key's style cost.
 */
export function useDeskMark(mark: Mark, on = true): void {
  useLayoutEffect(() => {
    const desk = on ? document.querySelector(".app") : null;
    desk?.setAttribute(`data-${mark}`, "");
    return () => desk?.removeAttribute(`data-${mark}`);
  }, [mark, on]);
}
