import { timeClaimRow } from "../registry/time-claims.ts";
import { sinceYear2001 } from "./units.ts";
import type { Clock, TimeReading, TimeStyle } from "./types.ts";
import { plural } from "../base/words.ts";
import { onForget } from "../memory/forget.ts";

/** The default style for instants: local time first, 24-hour clock. */
export const USUAL_STYLE: TimeStyle = { first: "local", hours: 24 };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Mean Gregorian lengths: for words, never for arithmetic. */
const YEAR = 365.2425 * DAY;
const MONTH = YEAR / 12;

/**
 * A span of time in words, cut down to what matters: "45 s", "14 min", "1 h 12 min", "3 days", "5 months", "2 years".
 * Takes seconds of any sign (the sign is dropped); rounded down, so no span is overstated.
 */
export function durationWords(seconds: number): string {
  const s = Math.abs(seconds);
  if (s < 2 * MINUTE) return `${Math.floor(s)} s`;
  if (s < HOUR) return `${Math.floor(s / MINUTE)} min`;
  if (s < DAY) {
    const minutes = Math.floor((s % HOUR) / MINUTE);
    return `${Math.floor(s / HOUR)} h${minutes === 0 ? "" : ` ${minutes} min`}`;
  }
  if (s < 60 * DAY) return plural(Math.floor(s / DAY), "day");
  if (s < 2 * YEAR) return plural(Math.floor(s / MONTH), "month");
  if (s < 1e5 * YEAR) return plural(Math.floor(s / YEAR), "year");
  return "over 100,000 years";
}

/**
 * The instant in UTC as `Date.prototype.toISOString` writes it, for `<time datetime>`; null outside a Date's range.
 * Takes seconds.
 */
export function utcIso(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs more than a hundred formats, so each time zone's is kept. */
function formatterFor(timeZone: string | undefined, hours: TimeStyle["hours"]): Intl.DateTimeFormat {
  const key = `${hours} ${timeZone ?? ""}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: hours === 12 ? "numeric" : "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: hours === 12 ? "h12" : "h23",
      timeZoneName: "longOffset",
    });
    formatters.set(key, formatter);
  }
  return formatter;
}

type WallParts = Readonly<Record<string, string>>;

/** A token's times are formatted on every keystroke, which was a tenth of its script time. */
const written = new Map<string, WallParts>();
const MOST_WRITTEN = 100;
onForget(() => written.clear());

/** The parts of an instant on a wall clock, by name; null outside a Date's range. */
function partsOf(seconds: number, timeZone: string | undefined, hours: TimeStyle["hours"]): WallParts | null {
  const key = `${seconds} ${hours} ${timeZone ?? ""}`;
  const known = written.get(key);
  if (known !== undefined) return known;
  const parts = formatParts(seconds, timeZone, hours);
  if (parts === null) return null;
  if (written.size >= MOST_WRITTEN) written.clear();
  written.set(key, parts);
  return parts;
}

function formatParts(seconds: number, timeZone: string | undefined, hours: TimeStyle["hours"]): WallParts | null {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const part: Record<string, string> = {};
  for (const { type, value } of formatterFor(timeZone, hours).formatToParts(date)) part[type] = value;
  const half = part["dayPeriod"] === undefined ? "" : ` ${part["dayPeriod"]}`;
  return {
    date: `${part["weekday"]} ${part["day"]} ${part["month"]} ${part["year"]}`,
    time: `${part["hour"]}:${part["minute"]}${half}`,
    exactTime: `${part["hour"]}:${part["minute"]}:${part["second"]}${half}`,
    offset: (part["timeZoneName"] ?? "").replace("GMT", "UTC").replace("+00:00", ""),
  };
}

/**
 * The instant on the wall clock with the UTC offset of THAT date: "Thu 19 Nov 2026, 10:41 (UTC+01:00)", with hours to 12
 * "10:41 AM". Takes seconds and an IANA time zone (default: the environment's); null outside a Date's range.
 */
export function localTime(seconds: number, timeZone?: string, hours: TimeStyle["hours"] = 24): string | null {
  const parts = partsOf(seconds, timeZone, hours);
  return parts && `${parts["date"]}, ${parts["time"]} (${parts["offset"]})`;
}

/** An instant in both notations, the preferred one first. */
interface InstantWords {
  readonly first: string;
  /** The other: UTC as RFC 3339 writes it where local time is first, else local time. */
  readonly second: string;
}

/**
 * The description of an instant used throughout the page: "Thu 19 Nov 2026, 10:41 (UTC+01:00)" and
 * "2026-11-19T09:41:00Z", in the order and with the hours of `style`. Takes seconds and, for local time, an IANA time zone
 * (default: the environment's); null outside a Date's range.
 */
export function instantWords(seconds: number, style: TimeStyle, timeZone?: string): InstantWords | null {
  const local = localTime(seconds, timeZone, style.hours);
  const utc = localTime(seconds, "UTC", style.hours);
  if (local === null || utc === null) return null;
  const iso = (utcIso(seconds) ?? "").replace(".000Z", "Z");
  // If local time is UTC, a second copy would be redundant.
  return style.first === "local" ? { first: local, second: iso } : { first: utc, second: local === utc ? iso : local };
}

/**
 * What the clock shows at an instant, by `style`: time to the second, date, offset. Takes and fails like
 * `instantWords`.
 */
export function clockFace(
  seconds: number,
  style: TimeStyle,
  timeZone?: string,
): { readonly time: string; readonly date: string; readonly offset: string } | null {
  const parts = partsOf(seconds, style.first === "utc" ? "UTC" : timeZone, style.hours);
  return parts && { time: parts["exactTime"] ?? "", date: parts["date"] ?? "", offset: parts["offset"] ?? "" };
}

/**
 * What one time claim says, against the clock: "expired 3 days ago", "expires in 42 min", "issued 18 min ago",
 * "in force for 18 min". Starts in lower case, so it can follow "Says: ". Never fails, whatever the value.
 */
export function describeTime(time: TimeReading, clock: Clock): string {
  const { role, verb } = timeClaimRow(time.claim);
  if (time.why !== null) return describeImplausible(time);
  const since2001 = time.seconds === null ? null : sinceYear2001(time.seconds, clock.now);
  if (since2001 !== null) return `counts from 2001, as Apple does: ${utcIso(since2001)?.slice(0, 10)}`;
  const seconds = time.seconds ?? 0;
  const span = durationWords(seconds - clock.now);
  const past = seconds <= clock.now;
  const leeway = `, within the leeway of ${durationWords(clock.leeway)}`;
  switch (role) {
    case "end":
      if (!past) return `expires in ${span}`;
      return `expired ${span} ago${time.state === "valid" ? leeway : ""}`;
    case "begin":
      if (past) return `in force for ${span}`;
      return `in force in ${span}${time.state === "valid" ? leeway : ""}`;
    case "record":
      return past ? `${verb} ${span} ago` : `${verb} ${span} from now`;
  }
}

function describeImplausible(time: TimeReading): string {
  switch (time.why) {
    case "string":
      return "is a string, not a number of seconds";
    case "milliseconds": {
      const at = time.asMilliseconds === null ? null : utcIso(time.asMilliseconds);
      return `looks like milliseconds${at ? `: as such ${at.slice(0, 10)}` : ""}`;
    }
    case "range": {
      const at = time.seconds === null ? null : utcIso(time.seconds);
      return at ? `means ${at.slice(0, at.indexOf("T"))}, which is implausible` : "is not a date in seconds";
    }
    default:
      return "is not a number";
  }
}

/** "valid for 14 min": how long a valid token stays valid. Takes `exp` and the clock in seconds. */
export function validFor(until: number, clock: Clock): string {
  return `valid for ${durationWords(until - clock.now)}`;
}
