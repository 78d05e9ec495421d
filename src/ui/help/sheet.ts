import { useSyncExternalStore } from "react";

let open = false;
const watching = new Set<() => void>();

function set(next: boolean): void {
  open = next;
  for (const wake of watching) wake();
}

/** Opens the help sheet, from wherever. */
export function openHelp(): void {
  set(true);
}

export function closeHelp(): void {
  set(false);
}

function subscribe(wake: () => void): () => void {
  watching.add(wake);
  return () => watching.delete(wake);
}

/** Whether the help sheet is open. */
export function useHelpOpen(): boolean {
  return useSyncExternalStore(subscribe, () => open);
}
