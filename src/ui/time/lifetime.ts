import type { Clock, TimeClaim } from "../../core/claims/types.ts";

/** A lifetime on a line: places from 0 to 1, spans in seconds. `left` is negative after the end. */
export interface Lifetime {
  readonly start: number;
  readonly end: number;
  readonly now: number;
  readonly left: number;
  readonly whole: number;
}

/** Room on both sides of what is drawn. */
const MARGIN = 0.04;

/** The span from `nbf` or `iat` to `exp`, and now, laid out on one line; null where there are not both, or in the wrong order. */
export function lifetime(times: readonly TimeClaim[], { now }: Clock): Lifetime | null {
  const of = (claim: string): number | null => {
    const time = times.find((time) => time.claim === claim);
    return time === undefined || time.why !== null ? null : time.seconds;
  };
  const begin = of("iat") ?? of("nbf");
  const end = of("exp");
  if (begin === null || end === null || begin >= end) return null;
  const from = Math.min(begin, now);
  const span = Math.max(end, now) - from;
  const at = (seconds: number): number => MARGIN + ((seconds - from) / span) * (1 - 2 * MARGIN);
  return { start: at(begin), end: at(end), now: at(now), left: end - now, whole: end - begin };
}

/** Where the words about a lifetime have most room: the middle of the longest part that they can speak of, clear of both ends. */
export function captionAt({ start, end, now }: Lifetime): number {
  const late = now > end;
  const middle = late ? (end + now) / 2 : end - now >= now - start ? (now + end) / 2 : (start + now) / 2;
  return Math.min(Math.max(middle, 0.12), 0.88);
}
