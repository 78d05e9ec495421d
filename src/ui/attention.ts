import { useCallback, useSyncExternalStore } from "react";
import { createBell } from "../core/base/signal.ts";
import { isSame } from "../core/same.ts";
import type { Range } from "../core/text/range.ts";
import type { View } from "../state/types.ts";
import { useWorkbench } from "./WorkbenchContext.tsx";

/** The panes that show the same bytes in two forms. */
export type MappedPane = "token" | "header" | "payload";

/** The user's position in a pane. */
export interface Attention {
  readonly pane: MappedPane;
  readonly selection: Range;
}

let caret: Attention | null = null;
let pointer: Attention | null = null;
const changed = createBell();

/**
 * Whether a report changes nothing: the caret or pointer is at `next` already, or (null) leaves a pane that it is not
 * in.
 */
function stays(at: Attention | null, pane: MappedPane, next: Attention | null): boolean {
  return next === null ? at?.pane !== pane : isSame(at, next);
}

/** The caret is here, or (null) has left this pane. */
function setCaretTarget(pane: MappedPane, selection: Range | null): void {
  const next = selection && { pane, selection };
  if (stays(caret, pane, next)) return;
  caret = next;
  changed.ring();
}

/** The pointer is here, or (null) has left this pane. */
function attendPointer(pane: MappedPane, offset: number | null): void {
  const next = offset === null ? null : { pane, selection: { start: offset, end: offset } };
  if (stays(pointer, pane, next)) return;
  pointer = next;
  if (caret === null) changed.ring();
}

/** Receives a pane's reports: pass it on unchanged, so the pane does not resubscribe with each render. */
export function attentionFrom(pane: MappedPane) {
  return {
    onCaret: (selection: Range | null) => setCaretTarget(pane, selection),
    onPoint: (offset: number | null) => attendPointer(pane, offset),
  };
}

const attention = (): Attention | null => caret ?? pointer;

/**
 * Like `useView`, with the user's current position: the caret if a pane has the focus, otherwise the pointer. The
 * position changes with every key; the selected value rarely does.
 */
export function useViewAt<Part>(select: (view: View, at: Attention | null) => Part): Part {
  const { view, held } = useWorkbench();
  const { subscribe, told } = view;
  const hear = useCallback(
    (rung: () => void) => {
      // A caret that moves because of typing is looked up once, with the next view.
      const stops = [subscribe(rung), changed.hear(() => held.read() || rung())];
      return () => stops.forEach((stop) => stop());
    },
    [subscribe, held],
  );
  const read = (): Part => select(told(), attention());
  return useSyncExternalStore(hear, read, read);
}
