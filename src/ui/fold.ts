import { useSyncExternalStore } from "react";

/** A part of the desk that folds to one line. */
export type Foldable = "diagnosis" | "diagnosis beside" | "time";

/** What the user chose, kept for as long as the page is open: whether the part is open. */
const chosen = new Map<Foldable, boolean>();
const watching = new Set<() => void>();

/** Opens or folds a part. */
export function setFold(part: Foldable, open: boolean): void {
  chosen.set(part, open);
  for (const wake of watching) wake();
}

function subscribe(wake: () => void): () => void {
  watching.add(wake);
  return () => watching.delete(wake);
}

/** Whether a part is open, and what turns that round; `open` holds until the user chose. */
export function useFold(part: Foldable, open: boolean): readonly [open: boolean, toggle: () => void] {
  const isOpen = useSyncExternalStore(subscribe, () => chosen.get(part) ?? open);
  return [isOpen, () => setFold(part, !isOpen)];
}
