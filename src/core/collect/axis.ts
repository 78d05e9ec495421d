import type { CollectedToken } from "./types.ts";

/** The time range of the timeline, in seconds since the epoch. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Round times in it, at most seven. */
  readonly ticks: readonly number[];
  /** Seconds from one to the next. */
  readonly step: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  1,
  2,
  5,
  10,
  30,
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365, 3650, 36_500].map((days) => days * DAY),
];
const MOST_TICKS = 6;

/**
 * The time range that a file covers, with some room on both sides: when its tokens were seen or, if it records no
 * times, when they are in force. Null if neither is known. `offset`: seconds that local time is ahead of UTC, so
 * ticks are round there.
 */
export function axisOf(tokens: readonly CollectedToken[], offset = 0): Axis | null {
  const seen = rangeOf(tokens.flatMap(({ first, last }) => [first, last]));
  const range = seen ?? rangeOf(tokens.flatMap(({ claims: { iat, nbf, exp } }) => [iat, nbf, exp]));
  if (range === null) return null;
  const room = Math.max(30, (range.to - range.from) * 0.06);
  const [from, to] = [range.from - room, range.to + room];
  const step = STEPS.find((one) => (to - from) / one <= MOST_TICKS) ?? 100 * 365 * DAY;
  // Rounded out to half a step, so a growing file does not redraw everything with each batch.
  const [start, end] = [Math.floor(from / (step / 2)) * (step / 2), Math.ceil(to / (step / 2)) * (step / 2)];
  const ticks: number[] = [];
  for (let at = Math.ceil((start + offset) / step) * step - offset; at <= end && ticks.length <= MOST_TICKS; at += step)
    ticks.push(at);
  return { from: start, to: end, ticks, step };
}

function rangeOf(times: readonly (number | null)[]): { readonly from: number; readonly to: number } | null {
  let [from, to] = [Infinity, -Infinity];
  for (const time of times) {
    if (time === null) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return from > to ? null : { from, to };
}

/** The position of a time on an axis, from 0 to 1, clamped to its ends. */
export function placeOn({ from, to }: Axis, time: number): number {
  return Math.min(1, Math.max(0, (time - from) / (to - from)));
}
