import { createContext, type ReactNode, startTransition, use, useEffect, useState } from "react";
import { createSignal } from "../core/base/signal.ts";
import type * as later from "./later.ts";

export type Later = typeof later;

const loaded = createSignal<Later | null>(null);

/**
 * Starts loading `later.ts`, behind it what a paste may need, and at last what the page needs without a network. A failed
 * load is tried again with the next call.
 */
export async function loadLater(): Promise<void> {
  const module = await import("./later.ts");
  loaded.set(module);
  await module.loadBeforeAnyPaste();
  await module.startOffline();
}

const Context = createContext<Later | null>(null);

/** Gives all below what comes after the first frame. It is drawn in slices, so a key pressed meanwhile does not wait. */
export function LaterProvider({ children }: { readonly children: ReactNode }) {
  const [later, setLater] = useState(loaded.read);
  useEffect(() => {
    const wake = (): void => startTransition(() => setLater(loaded.read));
    const stop = loaded.watch(wake);
    // It may have come between the drawing and here.
    wake();
    return stop;
  }, []);
  return <Context value={later}>{children}</Context>;
}

/** What comes after the first frame; null until it is there. */
export function useLater(): Later | null {
  return use(Context);
}
