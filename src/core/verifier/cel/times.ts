import { failed, notKnown } from "./failure.ts";
import type { Value } from "./values.ts";

const NANOS = 1_000_000_000n;
/** The years 1 to 9999, CEL's limits for timestamps; durations are limited to about 292 years. */
const FIRST = -62_135_596_800n * NANOS;
const LAST = 253_402_300_800n * NANOS;
const MOST_DURATION = 2n ** 63n;

/** A point in time, in nanoseconds since the epoch. */
export class Timestamp {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    if (nanos < FIRST || nanos >= LAST) throw failed("A timestamp is out of range");
    this.nanos = nanos;
  }
}

/** A length of time, in nanoseconds. */
export class Duration {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    if (nanos >= MOST_DURATION || nanos < -MOST_DURATION) throw failed("A duration is out of range");
    this.nanos = nanos;
  }
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** `timestamp()`: from seconds since the epoch as an int, or from a text (RFC 3339). */
export function timestampOf(value: Value): Timestamp {
  if (value instanceof Timestamp) return value;
  if (typeof value === "bigint") return new Timestamp(value * NANOS);
  const match = typeof value === "string" ? RFC3339.exec(value) : null;
  if (match === null) throw failed(`timestamp() does not accept this ${kindOf(value)}`);
  const [, day = "", time = "", fraction = "", zone = ""] = match;
  const at = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(at)) throw failed("timestamp() does not accept this string");
  return new Timestamp(BigInt(at) * 1_000_000n + BigInt(fraction.padEnd(9, "0")));
}

/** In CEL, a claim's number is a double, which `timestamp()` does not accept. */
const kindOf = (value: Value): string =>
  typeof value === "number" ? "double (int() makes an int of it)" : typeof value === "string" ? "string" : "value";

const UNITS: Readonly<Record<string, bigint>> = {
  h: 3600n * NANOS,
  m: 60n * NANOS,
  s: NANOS,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
};
const PART = /(\d{1,18})(?:\.(\d{1,9}))?(ms|us|µs|ns|h|m|s)/y;

/** `duration()`: from a text in Go's format, `1h30m`. */
export function durationOf(value: Value): Duration {
  if (value instanceof Duration) return value;
  const text = typeof value === "string" ? value : "";
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  let at = sign.length;
  let nanos = 0n;
  while (at < text.length && at < 200) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null) break;
    const [whole, number = "", fraction = "", unit = ""] = match;
    const one = UNITS[unit] ?? 0n;
    nanos += BigInt(number) * one + (BigInt(fraction.padEnd(9, "0")) * one) / NANOS;
    at += whole.length;
  }
  if (text === "" || at < text.length || at === sign.length) throw failed("duration() does not accept this value");
  return new Duration(sign === "-" ? -nanos : nanos);
}

export const isTime = (value: Value): value is Timestamp | Duration =>
  value instanceof Timestamp || value instanceof Duration;

/** A sum or difference of times; null if there is none. */
export function timeArithmetic(operator: string, one: Value, other: Value): Timestamp | Duration | null {
  if (!isTime(one) || !isTime(other) || (operator !== "+" && operator !== "-")) return null;
  const nanos = operator === "+" ? one.nanos + other.nanos : one.nanos - other.nanos;
  if (one instanceof Duration && other instanceof Duration) return new Duration(nanos);
  if (one instanceof Timestamp && other instanceof Duration) return new Timestamp(nanos);
  if (one instanceof Duration) return operator === "+" ? new Timestamp(nanos) : null;
  return operator === "-" ? new Duration(nanos) : null;
}

/** Parts of a time, in UTC or at a fixed offset: each is taken from a date whose UTC is that zone's local time. */
const PARTS: Readonly<Record<string, (at: Date) => number>> = {
  getFullYear: (at) => at.getUTCFullYear(),
  getMonth: (at) => at.getUTCMonth(),
  getDate: (at) => at.getUTCDate(),
  getDayOfMonth: (at) => at.getUTCDate() - 1,
  getDayOfWeek: (at) => at.getUTCDay(),
  getDayOfYear: (at) => Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000),
  getHours: (at) => at.getUTCHours(),
  getMinutes: (at) => at.getUTCMinutes(),
  getSeconds: (at) => at.getUTCSeconds(),
  getMilliseconds: (at) => at.getUTCMilliseconds(),
};
/** Whole units of a duration. */
const OF_DURATION: Readonly<Record<string, bigint>> = {
  getHours: 3600n * NANOS,
  getMinutes: 60n * NANOS,
  getSeconds: NANOS,
  getMilliseconds: 1_000_000n,
};

/** The names of the methods that times have. */
export const TIME_METHODS: readonly string[] = Object.keys(PARTS);

/** `x.getHours("+02:00")` and the like. Zone names are not supported. */
export function timePart(name: string, [value = null, zone]: readonly Value[]): bigint {
  if (value instanceof Duration) {
    const unit = OF_DURATION[name];
    if (unit === undefined) throw failed(`A duration has no ${name}`);
    return value.nanos / unit;
  }
  if (!(value instanceof Timestamp)) throw failed(`${name} needs a timestamp`);
  const millis = Number((value.nanos - (((value.nanos % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n);
  return BigInt(PARTS[name]?.(new Date(millis + offsetOf(zone) * 60_000)) ?? 0);
}

function offsetOf(zone: Value | undefined): number {
  if (zone === undefined || zone === "UTC") return 0;
  const match = typeof zone === "string" ? /^([+-]?)(\d{2}):(\d{2})$/.exec(zone) : null;
  if (match === null) throw notKnown("Named time zones are not evaluated here");
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** A timestamp or duration as text. */
export function timeText(value: Timestamp | Duration): string {
  const { nanos } = value;
  if (value instanceof Duration) {
    const size = nanos < 0n ? -nanos : nanos;
    return `${nanos < 0n ? "-" : ""}${size / NANOS}${fractionText(size % NANOS)}s`;
  }
  const rest = ((nanos % NANOS) + NANOS) % NANOS;
  const whole = new Date(Number((nanos - rest) / 1_000_000n)).toISOString().slice(0, 19);
  return `${whole}${fractionText(rest)}Z`;
}

/** Nanoseconds as a fraction of a second, without trailing zeros. */
function fractionText(nanos: bigint): string {
  if (nanos === 0n) return "";
  let digits = String(nanos).padStart(9, "0");
  while (digits.endsWith("0")) digits = digits.slice(0, -1);
  return `.${digits}`;
}
