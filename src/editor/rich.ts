import { useSyncExternalStore } from "react";
import { createSignal } from "../core/base/signal.ts";
import type * as RichModuleType from "./monaco/RichPane.tsx";

type RichModule = typeof RichModuleType;

const rich = createSignal<RichModule | null>(null);
let loading: Promise<void> | null = null;

/** Loads the rich editor; after a failure, the next call tries again. */
export function loadRich(): Promise<void> {
  loading ??= import("./monaco/RichPane.tsx").then(rich.set, () => {
    loading = null;
  });
  return loading;
}

/** The rich editor; null until it is loaded. */
export function useRich(): RichModule | null {
  return useSyncExternalStore(rich.watch, rich.read);
}

/** For touch, the platform's text field with its selection handles and keyboard is better. */
const TOUCH = "(pointer: coarse)";

/** Whether this device suits the rich editor. */
export function isForRich(): boolean {
  return !matchMedia(TOUCH).matches;
}

/** Loads the rich editor once the page is idle, before anything is pasted, so that a paste causes no request. */
export function loadRichWhenIdle(wanted: () => boolean): void {
  const idle = (): void => {
    const load = (): void => {
      if (wanted() && isForRich()) void loadRich();
    };
    // Safari has no requestIdleCallback.
    if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 3000 });
    else setTimeout(load, 500);
  };
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
