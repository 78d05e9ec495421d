import { useSyncExternalStore } from "react";

/** How far the first look is; null while it is not on. Kept for as long as the page is open, and never stored. */
export interface Look {
  readonly done: number;
}

let look: Look | null = null;
const watching = new Set<() => void>();

function set(next: Look | null): void {
  look = next;
  for (const wake of watching) wake();
}

/** Begins the first look, from its first step. */
export function startFirstLook(): void {
  set({ done: 0 });
}

export function leaveFirstLook(): void {
  set(null);
}

/** Says how many steps are done. */
export function markDone(done: number): void {
  if (look !== null && look.done !== done) set({ done });
}

function subscribe(wake: () => void): () => void {
  watching.add(wake);
  return () => watching.delete(wake);
}

export function useFirstLook(): Look | null {
  return useSyncExternalStore(subscribe, () => look);
}
