import { createContext, type ReactNode, startTransition, use, useEffect, useState } from "react";
import { createSignal } from "../core/base/signal.ts";
import type * as later from "./later.ts";

export type Later = typeof later;

const loaded = createSignal<Later | null>(null);

/**
 * Loads `later.ts`, then what a paste may need, and then starts the part that keeps the page for offline use. A failed
 * load is tried again with the next call.
 */
export async function loadLater(): Promise<void> {
  const module = await import("./later.ts");
  loaded.set(module);
  await module.loadBeforeAnyPaste();
  await module.startOffline();
}

const Context = createContext<Later | null>(null);

/** Provides the code that loads after the first frame. It is rendered in slices, so keystrokes meanwhile do not wait. */
export function LaterProvider({ children }: { readonly children: ReactNode }) {
  const [later, setLater] = useState(loaded.read);
  useEffect(() => {
    const wake = (): void => startTransition(() => setLater(loaded.read));
    const stop = loaded.watch(wake);
    // It may have loaded since the render.
    wake();
    return stop;
  }, []);
  return <Context value={later}>{children}</Context>;
}

/** The code that loads after the first frame; null until then. */
export function useLater(): Later | null {
  return use(Context);
}
