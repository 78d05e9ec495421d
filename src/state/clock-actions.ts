import type { Changes } from "./workbench.ts";

/** Starts a moved clock from where it is. Does nothing at real time. */
export function startClock(changes: Changes): void {
  const { clock, realTime } = changes.view();
  if (changes.settings().clock.kind === "real") return;
  changes.setSettings({ clock: { kind: "moved", to: clock.now, startedAt: realTime } });
}
