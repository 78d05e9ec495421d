import type { RefCallback } from "react";
import type { Range } from "../core/text/range.ts";
import type { PaneHandle } from "./pane.ts";

/**
 * When one pane replaces another, moves focus and selection to the new one: browsers drop both when a focused field
 * is removed. Takes the callback that keeps the current pane's handle, and returns the one to use instead. `onLeave`
 * is called when a focused pane goes: the browser sends it no blur.
 */
export function handOver(keep: RefCallback<PaneHandle>, onLeave: () => void): RefCallback<PaneHandle> {
  let present: PaneHandle | null = null;
  let left: Range | null = null;
  return (handle) => {
    keep(handle);
    if (handle === null) {
      // The pane is still in the document when its handle is removed.
      left = present?.held?.() ?? null;
      if (left !== null) onLeave();
    } else if (left !== null) {
      // Do not take focus from a control that the user moved to while the new pane loaded; an element that Tab does
      // not reach does not count.
      if (((document.activeElement ?? document.body) as HTMLElement).tabIndex < 0) handle.select(left);
      left = null;
    }
    present = handle;
  };
}
