import { useSyncExternalStore } from "react";
import { createBell } from "../core/base/signal.ts";
import type { Range } from "../core/text/range.ts";

/** The panes that show the same bytes in two forms. */
export type MappedPane = "token" | "header" | "payload";

/** Where in a pane a person is. */
export interface Attention {
  readonly pane: MappedPane;
  readonly selection: Range;
}

let caret: Attention | null = null;
let pointer: Attention | null = null;
const changed = createBell();

/** The caret is here, or (null) has left this pane. */
export function setCaretTarget(pane: MappedPane, selection: Range | null): void {
  if (selection === null && caret?.pane !== pane) return;
  caret = selection === null ? null : { pane, selection };
  changed.ring();
}

/** The pointer is here, or (null) has left this pane. */
export function attendPointer(pane: MappedPane, offset: number | null): void {
  if (offset === null && pointer?.pane !== pane) return;
  if (offset !== null && pointer?.pane === pane && pointer.selection.start === offset) return;
  pointer = offset === null ? null : { pane, selection: { start: offset, end: offset } };
  if (caret === null) changed.ring();
}

const attention = (): Attention | null => caret ?? pointer;

/** The user's current position: the caret if a pane has the focus, otherwise the pointer. */
export function useAttention(): Attention | null {
  return useSyncExternalStore(changed.hear, attention, attention);
}
