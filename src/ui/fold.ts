import { useSyncExternalStore } from "react";
import { createBell } from "../core/base/signal.ts";

/** A part of the desk that folds to one line, or shows something in its place. */
export type Foldable = "diagnosis" | "diagnosis beside" | "time" | "claims table";

/** What the user chose, kept for as long as the page is open: whether the part is open. */
const chosen = new Map<Foldable, boolean>();
const changed = createBell();

/** Opens or folds a part. */
export function setFold(part: Foldable, open: boolean): void {
  chosen.set(part, open);
  changed.ring();
}

/** Whether a part is open, and what turns that round; `open` holds until the user chose. */
export function useFold(part: Foldable, open: boolean): readonly [open: boolean, toggle: () => void] {
  const isOpen = useSyncExternalStore(changed.hear, () => chosen.get(part) ?? open);
  return [isOpen, () => setFold(part, !isOpen)];
}
