import { sinceYear2001 } from "./units.ts";

/** What a value that is not a NumericDate (RFC 7519 section 2) means as a time. */
export interface TimeReading {
  /** What it is or counts, for a sentence: "microseconds", "a date in text". */
  readonly as: string;
  /** The moment in seconds since 1970. */
  readonly seconds: number;
  /** Its text names no time zone, so it was read as UTC. */
  readonly isZoneless?: true;
}

/** A plausible time for today's tokens: 1998 to 2103. */
const RECENT = { from: 9e8, to: 4.2e9 } as const;
/** Rarer readings count only between 2015 and 2039. */
const OURS = { from: 1.42e9, to: 2.2e9 } as const;

/** Seconds between other epochs and 1970. */
const SINCE_1601 = 11_644_473_600;
const SINCE_1900 = 2_208_988_800;
const SINCE_1904 = 2_082_844_800;
const SINCE_YEAR_1 = 62_135_596_800;
const SINCE_YEAR_0 = 62_167_219_200;
const UNTIL_2001 = 978_307_200;

interface Unit {
  readonly as: string;
  readonly perSecond: number;
  /** How many had passed by 1970. */
  readonly at1970: number;
  readonly within: { readonly from: number; readonly to: number };
}

const since2001 = (as: string, perSecond: number): Unit => ({
  as: `${as} since 2001 (as Apple counts)`,
  perSecond,
  at1970: -UNTIL_2001 * perSecond,
  within: OURS,
});

/** Units that programs use instead of seconds, likeliest first: if several fit, the first wins. */
const UNITS: readonly Unit[] = [
  { as: "milliseconds", perSecond: 1e3, at1970: 0, within: RECENT },
  { as: "microseconds", perSecond: 1e6, at1970: 0, within: RECENT },
  { as: "nanoseconds", perSecond: 1e9, at1970: 0, within: RECENT },
  { as: ".NET ticks (100 ns since the year 1)", perSecond: 1e7, at1970: SINCE_YEAR_1 * 1e7, within: RECENT },
  { as: "Windows file time (100 ns since 1601)", perSecond: 1e7, at1970: SINCE_1601 * 1e7, within: RECENT },
  { as: "microseconds since 1601 (as Chrome counts)", perSecond: 1e6, at1970: SINCE_1601 * 1e6, within: OURS },
  { as: "ticks of 100 ns since 1970", perSecond: 1e7, at1970: 0, within: OURS },
  since2001("milliseconds", 1e3),
  since2001("microseconds", 1e6),
  since2001("nanoseconds", 1e9),
  // Minutes mean a year near ours: 2019 to 2046.
  { as: "minutes", perSecond: 1 / 60, at1970: 0, within: { from: 1.56e9, to: 2.4e9 } },
];

/**
 * The unit in which a number that is not a plausible NumericDate would be a plausible time; null if there is none.
 */
export function otherUnit(value: number): TimeReading | null {
  if (value >= RECENT.from && value <= RECENT.to) return null;
  for (const { as, perSecond, at1970, within } of UNITS) {
    const seconds = (value - at1970) / perSecond;
    if (seconds < within.from || seconds > within.to) continue;
    // Tells minutes from dates in digits.
    if (as === "minutes" && digitDate(String(value)) !== null) continue;
    return { as, seconds };
  }
  return null;
}

/** How close to the clock a date must be if a plausible NumericDate is counted from another year. */
const NEAR = 2 * 365 * 86_400;

const OTHER_YEARS: readonly (readonly [as: string, offset: number])[] = [
  ["seconds since 1601 (as Windows counts)", SINCE_1601],
  ["seconds since 1900 (as NTP counts)", SINCE_1900],
  ["seconds since 1904 (as older Macs count)", SINCE_1904],
  ["seconds since the year 1 (as .NET counts)", SINCE_YEAR_1],
  ["seconds since the year 0 (as Erlang and Elixir count)", SINCE_YEAR_0],
];

/**
 * The year from which a number of seconds counts, if it is a distant date counted from 1970 and within two years of
 * the clock counted from that year; null if there is none. A whole day is a distant date that somebody chose. Takes
 * both in seconds.
 */
export function sinceOtherYear(value: number, now: number): TimeReading | null {
  const apple = sinceYear2001(value, now);
  if (apple !== null) return { as: "seconds since 2001 (as Apple counts)", seconds: apple };
  if (value % 86_400 === 0) return null;
  // If several years fit, the one that brings it closest.
  const away = (offset: number): number => Math.abs(value - offset - now);
  const [nearest] = OTHER_YEARS.toSorted(([, one], [, other]) => away(one) - away(other));
  if (nearest === undefined || away(nearest[1]) >= NEAR) return null;
  return { as: nearest[0], seconds: value - nearest[1] };
}

/** Seconds of a date in UTC; null if there is no such date. Months from 1. */
function utcSeconds(parts: readonly number[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return isDate && Number.isFinite(date.getTime()) ? date.getTime() / 1000 : null;
}

/**
 * A date written as digits: 20270115, 202701150800, 20270115080000, or with milliseconds; null if the digits are not a
 * date.
 */
export function digitDate(digits: string): TimeReading | null {
  const parts = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(?:\d{3})?)?)?$/.exec(digits);
  const seconds = parts && utcSeconds(parts.slice(1).map((part: string | undefined) => Number(part ?? 0)));
  return seconds === null ? null : { as: "a date written as digits", seconds, isZoneless: true };
}

/**
 * A date with its parts in the order of ISO 8601, as programs print it, whether or not they follow the rest of that
 * standard.
 */
const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,12})?)?)?\s?(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?)?(?:\s(?:UTC|[A-Z]{3,4})?(?:\sm=\S{1,40})?)?$/i;

function isoDate(text: string): TimeReading | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [zone, sign, hours, minutes] = found.slice(7) as (string | undefined)[];
  const seconds = utcSeconds(found.slice(1, 7).map((part: string | undefined) => Number(part ?? 0)));
  if (seconds === null) return null;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 * (sign === "-" ? 1 : -1);
  const isZoneless = zone === undefined && sign === undefined;
  return { as: "a date in text", seconds: seconds + offset, ...(isZoneless ? { isZoneless } : {}) };
}

/** The time given by a number in a text, whatever it counts. */
function inText(digits: string, now: number): TimeReading | null {
  const value = Number(digits);
  return Number.isFinite(value) ? (readNumber(value, digits, now) ?? { as: "a number in text", seconds: value }) : null;
}

/** Longer texts are not read as times. */
const MOST = 100;

/** A text as a time; null if it is not one. `now` is in seconds. */
export function readTimeText(written: string, now: number): TimeReading | null {
  const text = written.trim();
  if (text.length > MOST) return null;
  const bare = text.replace(/(?<=\d)[,_'](?=\d{3}(?!\d))/g, "");
  if (/^-?\d{1,40}(?:\.\d{1,40})?(?:e\+?\d{1,2})?$/i.test(bare)) return inText(bare, now);
  const net = /^\/Date\((-?\d{1,20})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  if (net !== undefined) return { as: "a date as .NET wrote it in JSON", seconds: Number(net) / 1000 };
  const iso = isoDate(text);
  if (iso !== null) return iso;
  // The formats of RFC 5322, HTTP, and Date.toString in Java and JavaScript, each with its zone.
  if (!/\d\d:\d\d:\d\d/.test(text) || !/(?:GMT|UTC|Z|[+-]\d{4})/.test(text)) return null;
  const milliseconds = Date.parse(text.replace(/\s?\([^)]{0,60}\)$/, ""));
  return Number.isFinite(milliseconds) ? { as: "a date in text", seconds: milliseconds / 1000 } : null;
}

const DURATIONS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_557_600 };

/** A span of time in text, in seconds: "1h", "30 days", "PT1H", "P30D"; null if it is not one. */
export function readDuration(written: string): number | null {
  const text = written.trim().toLowerCase();
  if (text.length > 40) return null;
  const iso = /^p(?:(\d{1,5})d)?(?:t(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,8})s)?)?$/.exec(text);
  if (iso !== null && /\d/.test(text)) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso
      .slice(1)
      .map((part: string | undefined) => Number(part ?? 0));
    return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
  }
  const short =
    /^\+?(\d{1,8}(?:\.\d{1,3})?)\s?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|y|yrs?|years?)$/.exec(
      text,
    );
  return short === null ? null : Number(short[1]) * (DURATIONS[(short[2] ?? "").charAt(0)] ?? 0);
}

/**
 * A number that is not a plausible NumericDate, read as a time; null if it is not one. `raw` is the number as written.
 */
export function readNumber(value: number, raw: string, now: number): TimeReading | null {
  const digits = digitDate(raw);
  if (digits !== null) return digits;
  const thousandth = value / 1000;
  const inMilliseconds = thousandth > RECENT.to ? sinceOtherYear(thousandth, now) : null;
  if (inMilliseconds !== null)
    return { as: inMilliseconds.as.replace("seconds", "milliseconds"), seconds: inMilliseconds.seconds };
  return otherUnit(value);
}

/** Members of a time written as an object: Firestore, protobuf, Java, MongoDB, PHP. */
const MEMBERS = ["seconds", "_seconds", "epochSecond", "epochMilli", "$date", "$numberLong", "date", "time", "value"];

/** An object or array, as databases and serialisers write times, read as a time; null if it is not one. */
export function readStructure(value: unknown, now: number, depth = 0): TimeReading | null {
  if (typeof value === "number") return readNumber(value, String(value), now) ?? { as: "a number", seconds: value };
  if (typeof value === "string") return readTimeText(value, now);
  if (typeof value !== "object" || value === null || depth > 2) return null;
  if (Array.isArray(value)) {
    const isDate = value.length >= 3 && value.length <= 7 && value.every((part) => Number.isInteger(part));
    const [first] = value as readonly unknown[];
    if (isDate && Number(first) >= 1970) {
      const seconds = utcSeconds(value as readonly number[]);
      return seconds === null ? null : { as: "a list of a date's parts", seconds, isZoneless: true };
    }
    return value.length === 1 ? readStructure(first, now, depth + 1) : null;
  }
  for (const member of MEMBERS) {
    if (!Object.hasOwn(value, member)) continue;
    const inner = readStructure((value as Readonly<Record<string, unknown>>)[member], now, depth + 1);
    // PHP names the zone in a member of its own, in several formats.
    if (inner !== null) return { ...inner, as: "an object" };
  }
  return null;
}

/** Within a day of the end of the year 9999, in any time zone. */
const isEnd = (seconds: number): boolean => Math.abs(seconds - 253_402_300_799) <= 86_400 + 1;

/**
 * Whether a number is the end of the year 9999, the greatest date of .NET, Java and databases, in seconds or another
 * unit.
 */
export function isEndOf9999(value: number): boolean {
  return isEnd(value) || UNITS.some(({ perSecond, at1970 }) => perSecond >= 1 && isEnd((value - at1970) / perSecond));
}
