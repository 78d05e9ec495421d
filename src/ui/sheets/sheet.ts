import { useSyncExternalStore } from "react";

/** A dialog over any screen. */
export type SheetName = "help" | "share" | "privacy" | "commands";

let open: SheetName | null = null;
const watching = new Set<() => void>();

function set(next: SheetName | null): void {
  open = next;
  for (const wake of watching) wake();
}

/** Opens a sheet, from wherever, in place of the one that is open. */
export function openSheet(name: SheetName): void {
  set(name);
}

export function closeSheet(): void {
  set(null);
}

function subscribe(wake: () => void): () => void {
  watching.add(wake);
  return () => watching.delete(wake);
}

/** The sheet that is open; null where none is. */
export function useOpenSheet(): SheetName | null {
  return useSyncExternalStore(subscribe, () => open);
}
