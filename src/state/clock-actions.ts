import type { Changes } from "./workbench.ts";

/** Lets a moved clock run on from where it is. Nothing where it is the real one. */
export function startClock(changes: Changes): void {
  const { clock, realTime } = changes.view();
  if (changes.settings().clock.kind === "real") return;
  changes.setSettings({ clock: { kind: "moved", to: clock.now, startedAt: realTime } });
}
