import { useSyncExternalStore } from "react";
import type * as later from "./later.ts";

export type Later = typeof later;

let loaded: Later | null = null;
const waiting = new Set<() => void>();

/** Starts loading `later.ts`, behind it what a paste may need, and at last what the page needs without a network; a failed load is tried again with the next call. */
export async function loadLater(): Promise<void> {
  loaded = await import("./later.ts");
  for (const wake of waiting) wake();
  await loaded.loadBeforeAnyPaste();
  await loaded.startOffline();
}

function subscribe(wake: () => void): () => void {
  waiting.add(wake);
  return () => waiting.delete(wake);
}

/** What comes after the first frame; null until it is there. */
export function useLater(): Later | null {
  return useSyncExternalStore(subscribe, () => loaded);
}
