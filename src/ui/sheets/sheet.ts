import { useSyncExternalStore } from "react";
import { createSignal } from "../../core/base/signal.ts";

/** A dialog over any screen. */
type SheetName = "help" | "share" | "privacy" | "commands";

const open = createSignal<SheetName | null>(null);

/** Opens a sheet in place of the current one. */
export function openSheet(name: SheetName): void {
  open.set(name);
}

export function closeSheet(): void {
  open.set(null);
}

/** The open sheet; null if none. */
export function useOpenSheet(): SheetName | null {
  return useSyncExternalStore(open.watch, open.read);
}
