import { clockFace, durationWords } from "../../core/claims/describe.ts";
import type { ClockReading } from "../../core/claims/clock-input.ts";
import type { TimeStyle } from "../../core/claims/types.ts";
import type { ClockInput } from "../../state/types.ts";
import type { LifetimeSays } from "./lifetime.ts";

/** Which clock it is, in a few words: "real time", "stopped", "moved, stopped", "moved, ticking, + 54 min". */
export function clockWords(clock: ClockInput): string {
  if (clock.kind !== "moved") return clock.kind === "real" ? "real time" : "stopped";
  if (clock.startedAt === null) return "moved, stopped";
  const offset = clock.to - clock.startedAt;
  return `moved, ticking, ${offset < 0 ? "−" : "+"} ${durationWords(offset)}`;
}

/** Which clock it is, as a sentence; null for the real one. Contains nothing that ticks. */
export function bannerWords(clock: ClockInput): string | null {
  switch (clock.kind) {
    case "real":
      return null;
    case "stopped":
      return "Not real time: the link stopped the clock";
    case "moved": {
      if (clock.startedAt === null) return "Not real time: you moved the clock, and it is stopped";
      const offset = clock.to - clock.startedAt;
      const how = offset === 0 ? "at the real time" : `${durationWords(offset)} ${offset < 0 ? "behind" : "ahead"}`;
      return `Not real time: the clock you moved is ticking, ${how}`;
    }
  }
}

/** An instant to the second, as shown for a moved clock: "Tue 19 Jan 2027, 09:30:00 (UTC+01:00)"; seconds in, never fails. */
export function exactly(seconds: number, style: TimeStyle): string {
  const face = clockFace(seconds, style);
  return face === null ? "a date beyond the calendar" : `${face.date}, ${face.time} (${face.offset})`;
}

/** The state of the lifetime at the clock, in a few words for the bar. If not verified, it is only the token's claim. */
export function lifetimeWords(says: LifetimeSays, proven: boolean): string {
  const unverified = proven ? "" : " (unverified)";
  switch (says.kind) {
    case "left":
      return `${durationWords(says.left)}${says.whole === null ? "" : ` of ${durationWords(says.whole)}`} left${unverified}`;
    case "on-leeway":
      return `expired, ${durationWords(says.left)} of leeway left${unverified}`;
    case "late":
      return `${durationWords(says.by)} too late`;
    case "early":
      return says.claim === "nbf" ? `${durationWords(says.by)} too early` : `issued ${durationWords(says.by)} from now`;
    case "endless": {
      const since = durationWords(says.since);
      const begun = says.claim === "nbf" ? `in force for ${since}` : `issued ${since} ago`;
      return `${begun}, no exp, so it never expires${unverified}`;
    }
    case "never":
      return says.by === 0
        ? `exp equals ${says.claim}, so it is never valid`
        : `exp is ${durationWords(says.by)} before ${says.claim}, so it is never valid`;
  }
}

/** What is wrong with a typed time, and what to type instead; null if it was understood or is empty. */
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
      return `“${reading.unit.slice(0, 20)}” is not a unit. Use s, min, h, days, weeks or years`;
    case "no-such-date":
      return `${reading.date} is not a date`;
    case "no-claim":
      return `This token has no ${reading.claim} with a usable time`;
    case "milliseconds":
      return `That is in milliseconds. In seconds, as a NumericDate, it is ${Math.floor(reading.seconds)}`;
    case "out-of-range":
      return "That is beyond any calendar date";
  }
}
