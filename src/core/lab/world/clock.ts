import type { WorldObject } from "./types.ts";

/** A simulated stopwatch in nanoseconds: what an attacker measures from outside. */
export interface StopWatch extends WorldObject {
  /** Lets that many nanoseconds pass. */
  pass(nanoseconds: number): void;
  /** Nanoseconds since the start. */
  read(): number;
}

/** A stopwatch at zero. */
export function createStopWatch(): StopWatch {
  let elapsed = 0;
  return {
    kind: "clock",
    name: "Stopwatch",
    entries: () => [{ name: "elapsed", value: `${elapsed} ns`, editable: false }],
    set: () => undefined,
    pass: (nanoseconds) => {
      elapsed += nanoseconds;
    },
    read: () => elapsed,
  };
}
