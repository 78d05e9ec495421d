import { useLayoutEffect } from "react";

/** What one part of the desk tells another's styles. */
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
 * Marks the desk with `data-<mark>` while `on` and the calling component is there. `:has()` would say the same in the styles
 * alone, but with it the browser looks around at every node that comes or goes: half of what a key cost in styles.
 */
export function useDeskMark(mark: Mark, on = true): void {
  useLayoutEffect(() => {
    const desk = on ? document.querySelector(".app") : null;
    desk?.setAttribute(`data-${mark}`, "");
    return () => desk?.removeAttribute(`data-${mark}`);
  }, [mark, on]);
}
