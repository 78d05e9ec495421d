import { createContext, type ReactNode, startTransition, use, useEffect, useState } from "react";
import type * as later from "./later.ts";

export type Later = typeof later;

let loaded: Later | null = null;
const waiting = new Set<() => void>();

/**
 * Starts loading `later.ts`, behind it what a paste may need, and at last what the page needs without a network. A failed
 * load is tried again with the next call.
 */
export async function loadLater(): Promise<void> {
  loaded = await import("./later.ts");
  for (const wake of waiting) wake();
  await loaded.loadBeforeAnyPaste();
  await loaded.startOffline();
}

const Context = createContext<Later | null>(null);

/** Gives all below what comes after the first frame. It is drawn in slices, so that a key pressed meanwhile does not wait. */
export function LaterProvider({ children }: { readonly children: ReactNode }) {
  const [later, setLater] = useState(loaded);
  useEffect(() => {
    const wake = (): void => startTransition(() => setLater(loaded));
    waiting.add(wake);
    // It may have come between the drawing and here.
    wake();
    return () => void waiting.delete(wake);
  }, []);
  return <Context value={later}>{children}</Context>;
}

/** What comes after the first frame; null until it is there. */
export function useLater(): Later | null {
  return use(Context);
}
