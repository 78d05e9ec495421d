import { clockFace, durationWords } from "../../core/claims/describe.ts";
import type { ClockReading } from "../../core/claims/clock-input.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import type { ClockInput } from "../../state/types.ts";
import type { LifetimeSays } from "./lifetime.ts";

/** "real time", "stopped", "moved, + 54 min". */
export function clockWords(clock: ClockInput): string {
  switch (clock.kind) {
    case "real":
      return "real time";
    case "stopped":
      return "stopped";
    case "moved":
      return `moved, ${clock.offset < 0 ? "−" : "+"} ${durationWords(clock.offset)}`;
  }
}

/** Why the clock is not the real one, as a sentence; null where it is. Nothing in it ticks. */
export function bannerWords(clock: ClockInput): string | null {
  switch (clock.kind) {
    case "real":
      return null;
    case "stopped":
      return "Not the real time: the address stopped the clock";
    case "moved":
      return clock.offset === 0
        ? "The clock was moved, to the real time"
        : `Not the real time: the clock was moved ${durationWords(clock.offset)} ${clock.offset < 0 ? "back" : "ahead"}`;
  }
}

/** An instant to the second, as a clock that was set says it: "Tue 19 Jan 2027, 09:30:00 (UTC+01:00)"; seconds in, never fails. */
export function exactly(seconds: number, style: TimeStyle): string {
  const face = clockFace(seconds, style);
  return face === null ? "a date beyond the calendar" : `${face.date}, ${face.time} (${face.offset})`;
}

/** What a lifetime comes to at the clock, in a few words that stand in the bar. Unproven, it is only what the token says. */
export function lifetimeWords(says: LifetimeSays, proven: boolean): string {
  const ifTrue = proven ? "" : ", if true";
  switch (says.kind) {
    case "left":
      return `${durationWords(says.left)} left${says.whole === null ? "" : ` of ${durationWords(says.whole)}`}${ifTrue}`;
    case "on-leeway":
      return `over, ${durationWords(says.left)} of leeway left${ifTrue}`;
    case "late":
      return `${durationWords(says.by)} too late`;
    case "early":
      return says.claim === "nbf" ? `${durationWords(says.by)} too early` : `issued ${durationWords(says.by)} from now`;
    case "endless": {
      const since = durationWords(says.since);
      const begun = says.claim === "nbf" ? `in force for ${since}` : `issued ${since} ago`;
      return `${begun}, no exp: never ends${ifTrue}`;
    }
    case "never":
      return says.by === 0
        ? `exp is at ${says.claim}: no moment is right`
        : `exp is ${durationWords(says.by)} before ${says.claim}: no moment is right`;
  }
}

/** What is wrong with a typed time, and what to type instead; null where it was understood or there is nothing. */
export function problemWords(reading: ClockReading, typed: string): string | null {
  switch (reading.kind) {
    case "at":
    case "real":
    case "empty":
      return null;
    case "not-understood":
      return `“${typed.trim().slice(0, 40)}” is not understood. Type 2026-12-01 09:00, a NumericDate, +2h, exp-1s or Tuesday 9:00`;
    case "no-unit":
      return `${reading.span} of what? Add s, min, h or days`;
    case "unknown-unit":
      return `“${reading.unit.slice(0, 20)}” is no unit here. There are s, min, h, days, weeks and years`;
    case "no-such-date":
      return `There is no ${reading.date}`;
    case "no-claim":
      return `This token has no ${reading.claim} with a usable time`;
    case "milliseconds":
      return `That is in milliseconds. In seconds, as a NumericDate, it is ${Math.floor(reading.seconds)}`;
    case "out-of-range":
      return "That is beyond any calendar date";
  }
}
