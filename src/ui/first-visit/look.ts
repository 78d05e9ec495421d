import { useSyncExternalStore } from "react";
import { createSignal } from "../../core/base/signal.ts";

/** The progress of the first look; null while it is not running. Kept while the page is open, and never stored. */
interface Look {
  readonly done: number;
}

const look = createSignal<Look | null>(null);

/** Begins the first look, from its first step. */
export function startFirstLook(): void {
  look.set({ done: 0 });
}

export function leaveFirstLook(): void {
  look.set(null);
}

/** Says how many steps are done. */
export function markDone(done: number): void {
  const now = look.read();
  if (now !== null && now.done !== done) look.set({ done });
}

export function useFirstLook(): Look | null {
  return useSyncExternalStore(look.watch, look.read);
}
