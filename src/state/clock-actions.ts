import type { Actions } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** What a person does with the clock. */
export function clockActions(changes: Changes): Pick<Actions, "moveClock" | "startClock" | "stopClock" | "resetClock"> {
  const moveClock = (to: number): void => changes.setSettings({ clock: { kind: "moved", to, startedAt: null } });
  return {
    moveClock,
    startClock() {
      const { clock, realTime } = changes.view();
      if (changes.settings().clock.kind === "real") return;
      changes.setSettings({ clock: { kind: "moved", to: clock.now, startedAt: realTime } });
    },
    stopClock: () => moveClock(changes.view().clock.now),
    resetClock: () => changes.setSettings({ clock: { kind: "real" } }),
  };
}
