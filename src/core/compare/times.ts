import { describeTime, durationWords } from "../claims/describe.ts";
import { readTimes } from "../claims/timeline.ts";
import type { Clock, TimeClaim } from "../claims/types.ts";
import type { JsonDocument } from "../json/types.ts";
import { jsonPointer } from "../json/pointer.ts";
import { TIME_CLAIMS, timeClaimRow, type TimeClaimName } from "../registry/time-claims.ts";
import type { Difference } from "./types.ts";

/** The times of both sides, by claim. */
export interface Times {
  readonly a: ReadonlyMap<TimeClaimName, TimeClaim>;
  readonly b: ReadonlyMap<TimeClaimName, TimeClaim>;
}

/** Reads the times of two payloads at the same clock (seconds). */
export function timesOf(a: JsonDocument, b: JsonDocument, clock: Clock): Times {
  const read = (document: JsonDocument) =>
    new Map(readTimes(document, clock).map((time) => [time.claim, time] as const));
  return { a: read(a), b: read(b) };
}

/** A usable time, in seconds; null if there is none. */
export function secondsOf(time: TimeClaim | undefined): number | null {
  return time === undefined || time.why !== null ? null : time.seconds;
}

/** From `iat` to `exp`, in seconds; null if one of them is missing or implausible, or they are in the wrong order. */
export function lifetimeOf(times: Times["a"]): number | null {
  const [from, to] = [secondsOf(times.get("iat")), secondsOf(times.get("exp"))];
  return from === null || to === null || to < from ? null : to - from;
}

/** The meaning at `clock` of the time claims that differ, in the order of the registry. */
export function compareTimes(times: Times, clock: Clock): readonly Omit<Difference, "part">[] {
  return TIME_CLAIMS.flatMap(({ claim }): readonly Omit<Difference, "part">[] => {
    const [a, b] = [times.a.get(claim), times.b.get(claim)];
    if (a?.raw === b?.raw) return [];
    const [from, to] = [secondsOf(a), secondsOf(b)];
    if (from !== null && from === to) return [];
    return [
      {
        path: jsonPointer([claim]),
        change: a === undefined ? "added" : b === undefined ? "removed" : "changed",
        kind: "value",
        a: a === undefined ? null : describeTime(a, clock),
        b: b === undefined ? null : describeTime(b, clock),
        words: timeWords(claim, times, from, to),
        items: [],
      },
    ];
  });
}

const VERBS: Readonly<Record<TimeClaimName, string>> = {
  exp: "Expires",
  nbf: "Takes effect",
  iat: "Issued",
  auth_time: "Signed in",
  updated_at: "Updated",
};

function timeWords(claim: TimeClaimName, { a, b }: Times, from: number | null, to: number | null): string | null {
  if (!a.has(claim)) return claim === "exp" ? "Only B has an expiry" : null;
  if (!b.has(claim)) return claim === "exp" ? "Only A has an expiry" : null;
  if (from === null || to === null) return "One of them is not a usable time";
  const moved = `${VERBS[claim]} ${spanWords(to - from)} ${to > from ? "later" : "earlier"}`;
  if (timeClaimRow(claim).role !== "end") return moved;
  const [lived, lives] = [lifetimeOf(a), lifetimeOf(b)];
  if (lived === null || lives === null) return moved;
  return `${moved}; valid for ${spanWords(lives)}${lives === lived ? ", as in A" : ` instead of ${spanWords(lived)}`}`;
}

/** A span of seconds of either sign in words, marked if rounded down: "an hour", "10 min", "over 21 min". */
export function spanWords(seconds: number): string {
  const s = Math.abs(seconds);
  if (s === 3600) return "an hour";
  if (s === 86_400) return "a day";
  const unit = s < 120 ? 1 : s < 86_400 ? 60 : s < 60 * 86_400 ? 86_400 : Number.POSITIVE_INFINITY;
  return s % unit === 0 ? durationWords(s) : `over ${durationWords(s)}`;
}
