import { useSyncExternalStore } from "react";
import { createBell } from "../core/base/signal.ts";

/** A part of the desk that folds to one line, or to a substitute. */
type Foldable = "diagnosis" | "diagnosis beside" | "time" | "claims table";

/** The user's choice whether the part is open, kept while the page is open. */
const chosen = new Map<Foldable, boolean>();
const changed = createBell();

/** Opens or folds a part. */
export function setFold(part: Foldable, open: boolean): void {
  chosen.set(part, open);
  changed.ring();
}

/** Whether a part is open, and a toggle; `open` is the default until the user chooses. */
export function useFold(part: Foldable, open: boolean): readonly [open: boolean, toggle: () => void] {
  const isOpen = useSyncExternalStore(changed.hear, () => chosen.get(part) ?? open);
  return [isOpen, () => setFold(part, !isOpen)];
}
