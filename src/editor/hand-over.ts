import type { RefCallback } from "react";
import type { Range } from "../core/text/range.ts";
import type { PaneHandle } from "./pane.ts";

/**
 * Where one pane takes another's place, the focus goes with it, and with the focus the selection: a browser leaves it nowhere
 * when a focused field is taken away. Takes the callback that keeps the handle of whichever pane is there, and gives the one
 * to put in its stead. `onLeave` is called where a focused pane goes: the browser tells it no blur.
 */
export function handOver(keep: RefCallback<PaneHandle>, onLeave: () => void): RefCallback<PaneHandle> {
  let present: PaneHandle | null = null;
  let left: Range | null = null;
  return (handle) => {
    keep(handle);
    if (handle === null) {
      // The pane is still in the document when its handle is taken back.
      left = present?.held?.() ?? null;
      if (left !== null) onLeave();
    } else if (left !== null) {
      // Who has gone on to a control while the other one was loading stays there; what no Tab leads to is nobody's place.
      if (((document.activeElement ?? document.body) as HTMLElement).tabIndex < 0) handle.select(left);
      left = null;
    }
    present = handle;
  };
}
