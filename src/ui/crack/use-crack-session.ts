import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createCrackSession, type CrackSession, type CrackView } from "../../state/crack-session.ts";

/** What happened while the page was hidden. */
export interface Absence {
  readonly milliseconds: number;
  readonly tried: number;
}

/**
 * This screen's search, ended when the screen is left. The browser asks before it closes a tab whose search would be
 * lost; a hidden tab's search continues, and its progress is reported on return.
 */
export function useCrackSession(): { session: CrackSession; view: CrackView; absence: Absence | null } {
  const [session] = useState(() =>
    createCrackSession(
      () => performance.now(),
      () => new Date().getFullYear(),
    ),
  );
  const view = useStore(session.view);
  const [absence, setAbsence] = useState<Absence | null>(null);
  useEffect(() => () => session.cancel(), [session]);

  const busy = view.state === "running" || view.state === "paused";
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    // A page that goes into the back-forward cache must not keep cores busy.
    const leave = (): void => session.cancel();
    addEventListener("beforeunload", ask);
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("beforeunload", ask);
      removeEventListener("pagehide", leave);
    };
  }, [busy, session]);

  useEffect(() => {
    let left: { at: number; tried: number } | null = null;
    const tried = (): number => session.view.getState().progress?.tried ?? 0;
    const look = (): void => {
      const { state } = session.view.getState();
      if (document.visibilityState === "hidden") {
        left = state === "running" ? { at: performance.now(), tried: tried() } : null;
      } else if (left) {
        setAbsence({ milliseconds: performance.now() - left.at, tried: Math.max(0, tried() - left.tried) });
        left = null;
      }
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [session]);

  // A new search has no absence yet: forget the last one's while rendering, as React advises for state that depends on props.
  const fresh = view.progress === null && absence !== null;
  if (fresh) setAbsence(null);
  return { session, view, absence: fresh ? null : absence };
}
