import { useSyncExternalStore } from "react";
import type { Range } from "../core/text/range.ts";

/** The panes whose texts are two sides of the same bytes. */
export type MappedPane = "token" | "header" | "payload";

/** Where in a pane a person is. */
export interface Attention {
  readonly pane: MappedPane;
  readonly selection: Range;
}

let caret: Attention | null = null;
let pointer: Attention | null = null;
const watching = new Set<() => void>();

function tell(): void {
  for (const wake of watching) wake();
}

/** The caret is here, or (null) has left this pane. */
export function setCaretTarget(pane: MappedPane, selection: Range | null): void {
  if (selection === null && caret?.pane !== pane) return;
  caret = selection === null ? null : { pane, selection };
  tell();
}

/** The pointer is here, or (null) has left this pane. */
export function attendPointer(pane: MappedPane, offset: number | null): void {
  if (offset === null && pointer?.pane !== pane) return;
  if (offset !== null && pointer?.pane === pane && pointer.selection.start === offset) return;
  pointer = offset === null ? null : { pane, selection: { start: offset, end: offset } };
  if (caret === null) tell();
}

const attention = (): Attention | null => caret ?? pointer;

function subscribe(wake: () => void): () => void {
  watching.add(wake);
  return () => watching.delete(wake);
}

/** What a person is at: the caret where a pane has the focus, else the pointer. */
export function useAttention(): Attention | null {
  return useSyncExternalStore(subscribe, attention, attention);
}
