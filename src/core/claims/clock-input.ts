import { PLAUSIBLE } from "./timeline.ts";
import { TIME_CLAIMS, type TimeClaimName } from "../registry/time-claims.ts";
import type { TimeClaim, TimeStyle } from "./types.ts";

/** What a typed time is relative to; all in seconds. */
export interface ClockInputContext {
  /** The page's clock, which "+2h" counts from. */
  readonly now: number;
  /** The real time: what "now" and "tomorrow" mean. */
  readonly real: number;
  readonly times: readonly TimeClaim[];
  /** Which time zone applies to a date without an offset. */
  readonly first: TimeStyle["first"];
}

/** The text typed into the clock, as an instant in seconds, or why it is not one. */
export type ClockReading =
  | { readonly kind: "at"; readonly seconds: number }
  | { readonly kind: "real" }
  | { readonly kind: "empty" }
  /** Neither a number, a date, a span, a claim nor a day. */
  | { readonly kind: "not-understood" }
  /** A span without its unit: "+30". */
  | { readonly kind: "no-unit"; readonly span: string }
  | { readonly kind: "unknown-unit"; readonly unit: string }
  | { readonly kind: "no-such-date"; readonly date: string }
  /** The token has no such claim, or no usable time in it. */
  | { readonly kind: "no-claim"; readonly claim: TimeClaimName }
  /** A number that only makes sense as milliseconds. */
  | { readonly kind: "milliseconds"; readonly seconds: number }
  | { readonly kind: "out-of-range" };

/** A `Date` covers this many seconds before and after 1970. */
const LAST_SECOND = 8.64e12;
const DAY = 86_400;

const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ["s", "sec", "secs", "second", "seconds"]],
      [60, ["m", "min", "mins", "minute", "minutes"]],
      [3600, ["h", "hr", "hrs", "hour", "hours"]],
      [DAY, ["d", "day", "days"]],
      [7 * DAY, ["w", "week", "weeks"]],
      [365.2425 * DAY, ["y", "year", "years"]],
    ] as const
  ).flatMap(([seconds, names]) => names.map((name) => [name, seconds] as const)),
);

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * Reads a time as people type it: a NumericDate (RFC 7519 section 2), an ISO 8601 date with or without time and offset, a
 * span from the page's clock ("+2h", "-1 day 30 min"), a time claim and a span from it ("exp", "exp-1s"), "now", a
 * day ("tomorrow", "Tuesday": the next one), with or without a time of day ("tue 9:00"), or a time of day alone.
 * Ignores case. Does not guess at ambiguous text. Never throws.
 */
export function readClockInput(typed: string, context: ClockInputContext): ClockReading {
  const text = typed.trim().toLowerCase().replace(/−/g, "-").replace(/\s+/g, " ");
  if (text === "") return { kind: "empty" };
  if (text === "now") return { kind: "real" };
  if (/^\d+(?:\.\d+)?$/.test(text)) return readNumber(Number(text));
  if (/^\d+-\d/.test(text)) return readDate(text, context.first);
  const span = /^[+-]/.exec(text);
  if (span !== null) return moved(context.now, text);
  const named = /^([a-z_]+) ?(?=$|[+-])(.*)$/.exec(text);
  const base = named?.[1] ?? "";
  const claim = TIME_CLAIMS.find((row) => row.claim === base)?.claim;
  if (claim !== undefined) {
    const time = context.times.find((time) => time.claim === claim);
    if (time === undefined || time.seconds === null || time.why !== null) return { kind: "no-claim", claim };
    return moved(time.seconds, named?.[2] ?? "");
  }
  if (base === "now") return moved(context.real, named?.[2] ?? "");
  return readDay(text, context);
}

function readNumber(number: number): ClockReading {
  const seconds = number / 1000;
  if (number > PLAUSIBLE.to && seconds >= 9e8 && seconds <= PLAUSIBLE.to) return { kind: "milliseconds", seconds };
  return within(number);
}

function within(seconds: number): ClockReading {
  return Math.abs(seconds) <= LAST_SECOND ? { kind: "at", seconds } : { kind: "out-of-range" };
}

/** A sum of spans after an instant: "+1h30m", "-1 day 30 min" (a sign applies to all spans that follow it). */
function moved(from: number, spans: string): ClockReading {
  let seconds = from;
  let sign = 1;
  let rest = spans.trim();
  while (rest !== "") {
    const match = /^([+-]?) ?(\d+(?:\.\d+)?) ?([a-z]*) ?/.exec(rest);
    if (match === null || (match[1] === "" && rest === spans.trim())) return { kind: "not-understood" };
    const [whole, written = "", number = "", unit = ""] = match;
    if (written !== "") sign = written === "-" ? -1 : 1;
    if (unit === "") return { kind: "no-unit", span: whole.trim() };
    const length = UNITS.get(unit);
    if (length === undefined) return { kind: "unknown-unit", unit };
    seconds += sign * Number(number) * length;
    rest = rest.slice(whole.length);
  }
  return within(seconds);
}

const DATE =
  /^(\d{4,6})-(\d\d?)-(\d\d?)(?:(?:t| )(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(?: ?(z|utc|([+-])(\d\d):?(\d\d)))?$/;

function readDate(text: string, first: TimeStyle["first"]): ClockReading {
  const match = DATE.exec(text);
  if (match === null) return { kind: "not-understood" };
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone, sign, h, m] = match;
  const parts = [year, month, day, hour, minute, second].map(Number) as unknown as Parts;
  const utc = zone !== undefined || first === "utc";
  const seconds = toSeconds(parts, utc);
  if (seconds === null) return { kind: "no-such-date", date: text };
  const offset = sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(h) * 3600 + Number(m) * 60);
  return within(seconds - offset + Number(`0.${fraction}`));
}

type Parts = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** The instant of a date on the wall clock here, or in UTC; null if there is no such date or time of day. */
function toSeconds([year, month, day, hour, minute, second]: Parts, utc: boolean): number | null {
  if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 59) return null;
  if (hour === 24 && (minute > 0 || second > 0)) return null;
  const calendar = new Date(0);
  calendar.setUTCFullYear(year, month - 1, day);
  if (calendar.getUTCMonth() !== month - 1) return null;
  // Setters, because the constructors read years under 100 as 19xx.
  const date = new Date(0);
  if (utc) {
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute, second, 0);
  } else {
    date.setFullYear(year, month - 1, day);
    date.setHours(hour, minute, second, 0);
  }
  return Number.isNaN(date.getTime()) ? null : date.getTime() / 1000;
}

/**
 * "tomorrow", "tue", "next Tuesday 9:30", "9:30 pm": days count from the real today, the time of day is the page's
 * clock's.
 */
function readDay(text: string, { now, real, first }: ClockInputContext): ClockReading {
  const match = /^(?:next )?([a-z]+)?(?:,? ?(?:at )?(\d\d?)(?::(\d\d))?(?::(\d\d))? ?(am|pm)?)?$/.exec(text);
  if (match === null) return { kind: "not-understood" };
  const [, word, hour, minute, second, half] = match;
  const utc = first === "utc";
  const today = new Date(real * 1000);
  const days = word === undefined ? 0 : daysUntil(word, utc ? today.getUTCDay() : today.getDay());
  if (days === null || (hour !== undefined && minute === undefined && half === undefined)) {
    return { kind: "not-understood" };
  }
  const clock = new Date(now * 1000);
  const ofClock = utc
    ? [clock.getUTCHours(), clock.getUTCMinutes(), clock.getUTCSeconds()]
    : [clock.getHours(), clock.getMinutes(), clock.getSeconds()];
  const [h = 0, m = 0, s = 0] =
    hour === undefined ? ofClock : [hourOf(Number(hour), half), Number(minute ?? 0), Number(second ?? 0)];
  if (h > 23 || m > 59 || s > 59) return { kind: "no-such-date", date: text };
  if (utc) {
    today.setUTCDate(today.getUTCDate() + days);
    today.setUTCHours(h, m, s, 0);
  } else {
    today.setDate(today.getDate() + days);
    today.setHours(h, m, s, 0);
  }
  return within(today.getTime() / 1000);
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? Number.POSITIVE_INFINITY : (hour % 12) + (half === "pm" ? 12 : 0);
}

/** The number of days until a named day; a weekday is the next one, never today. Null for any other word. */
function daysUntil(word: string, today: number): number | null {
  switch (word) {
    case "today":
      return 0;
    case "tomorrow":
      return 1;
    case "yesterday":
      return -1;
    default: {
      const weekday = word.length < 3 ? -1 : WEEKDAYS.findIndex((name) => name.startsWith(word));
      return weekday < 0 ? null : ((weekday - today + 6) % 7) + 1;
    }
  }
}
