import { readClockInput } from "../claims/clock-input.ts";
import type { TimeClaim, TimeStyle } from "../claims/types.ts";
import type { Range } from "../text/range.ts";

/** The context for reading a date; `now` in seconds. */
interface InstantContext {
  readonly now: number;
  readonly times: readonly TimeClaim[];
  /** Which time zone applies to a date without an offset. */
  readonly first: TimeStyle["first"];
}

/** What a word before the date says happened then; null if there is no such word. */
type Happened = "created" | "changed" | "deleted" | null;

/** A date as typed: the span it covers, from `from` up to but not including `to`, in seconds. */
export interface Instant {
  readonly kind: "at";
  readonly from: number;
  readonly to: number;
  /** No offset was given: the date was read in the context's time zone. */
  readonly zoneAssumed: boolean;
  readonly happened: Happened;
}

export type InstantReading =
  | { readonly kind: "empty" }
  | Instant
  /** `range` is the part of the text that could not be read. */
  | { readonly kind: "bad"; readonly range: Range; readonly code: InstantProblem };

type InstantProblem =
  | "not-understood"
  | "no-such-month"
  | "no-such-day"
  | "no-such-time"
  | "day-or-month"
  | "zone"
  | "future"
  | "range";

const TIME =
  "(?<h>\\d{1,2}):(?<mi>\\d\\d)(?::(?<s>\\d\\d)(?:[.,]\\d{1,9})?)?(?: ?(?<half>[ap])\\.?m\\.?)?(?: ?(?<z>z|(?:utc|gmt)?[+-]\\d{1,2}(?::?\\d\\d)?|[a-z]{2,5}\\b))?";
const WEEKDAY = "(?:[a-z]{3,9},? )?";
const YEAR = "(?<y>\\d{4})";
const DAY = "(?<d>\\d{1,2})(?:st|nd|rd|th)?";
const MONTH = "(?<mon>[a-z]{3,9})\\.?";

/** The date formats, each anchored at its beginning; the rest of the text is not read. */
const FORMS: readonly RegExp[] = [
  `${YEAR}[-/.](?<mo>\\d{1,2})[-/.](?<d>\\d{1,2})(?:(?:t|,? )${TIME})?`,
  // LDAP's generalized time, and ISO 8601 without separators.
  "(?<y>\\d{4})(?<mo>\\d\\d)(?<d>\\d\\d)(?:t?(?<h>\\d\\d)(?<mi>\\d\\d)(?<s>\\d\\d)?(?:[.,]\\d{1,9})?(?<z>z|[+-]\\d\\d(?::?\\d\\d)?)?)?(?!\\d)",
  `${WEEKDAY}${DAY}[ /-]${MONTH},?[ /-]${YEAR}(?:(?:,? at |[ ,:] ?)${TIME})?`,
  `${WEEKDAY}${MONTH} ${DAY},? ${YEAR}(?:(?:,? at |,? )${TIME})?`,
  // The output of `date`.
  `${WEEKDAY}${MONTH} ${DAY} ${TIME} ${YEAR}`,
  `(?<a>\\d{1,2})(?<mark>[-/.])(?<b>\\d{1,2})[-/.]${YEAR}(?:,? ${TIME})?`,
].map((form) => new RegExp(form, "dy"));

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Words that say what happened, as a column, a member or a person puts it. */
const WORD =
  /^["']?(?:(?:account|user|was|has been)[ _]){0,3}(created|registered|inserted|provisioned|changed|updated|modified|disabled|blocked|merged|recreated|deleted|removed)(?:[ _]?(?:at|on|time|date))?["']?\s{0,9}[:=]?\s{0,9}/i;
const HAPPENED: Readonly<Record<string, Happened>> = {
  created: "created",
  registered: "created",
  inserted: "created",
  provisioned: "created",
  recreated: "created",
  deleted: "deleted",
  removed: "deleted",
};
/** Quotes, and the functions that databases print around dates. */
const AROUND = /^(?:(?:ISODate|Date|Timestamp|datetime)\s?\(\s{0,9})?["'`]?/i;

/**
 * Reads when something happened, as databases, logs and people write it: ISO 8601 and RFC 3339, the formats of HTTP,
 * mail, LDAP, `date` and logs, named months, a NumericDate in seconds to nanoseconds, Windows file time, "2 hours ago",
 * and everything the page's clock accepts ("-2h", "yesterday 9:30", "iat+5s"). Reports a word before the date ("deleted
 * at …"). A day without a time covers the whole day. Does not guess at ambiguous dates (05/06/2026); reports the place
 * of what it cannot read. Refuses dates after `now`, which have not happened yet. Never throws.
 */
export function readInstant(typed: string, context: InstantContext): InstantReading {
  if (typed.trim() === "") return { kind: "empty" };
  const word = WORD.exec(typed.trimStart());
  const told = word === null ? null : (HAPPENED[(word[1] ?? "").toLowerCase()] ?? "changed");
  const lead = typed.length - typed.trimStart().length + (word?.[0].length ?? 0);
  const start = lead + (AROUND.exec(typed.slice(lead))?.[0].length ?? 0);
  const end = start + typed.slice(start).replace(/[\s"'`);,]{1,20}$/, "").length;
  if (start >= end) return { kind: "bad", range: { start: 0, end: typed.length }, code: "not-understood" };
  const text = typed.slice(start, end).toLowerCase();
  const found = numberIn(text) ?? dateIn(text, context) ?? spanIn(text, context);
  if (found.kind === "bad") {
    return { ...found, range: { start: found.range.start + start, end: found.range.end + start } };
  }
  // A day that is not over yet counts, since it has begun.
  if (found.from > context.now) return { kind: "bad", range: { start, end }, code: "future" };
  const { from, to, zoneAssumed } = found;
  return { kind: "at", from, to, zoneAssumed, happened: told };
}

type Found =
  | { readonly kind: "found"; readonly from: number; readonly to: number; readonly zoneAssumed: boolean }
  | { readonly kind: "bad"; readonly range: Range; readonly code: InstantProblem };

/** Seconds from 1601, where Windows file time begins, to 1970. */
const SINCE_1601 = 11_644_473_600;

/** A bare number: its length tells its unit. */
function numberIn(text: string): Found | null {
  if (!/^\d{9,19}(?:\.\d{1,9})?$/.test(text)) return null;
  const [digits = ""] = text.split(".");
  const number = Number(text);
  const at = (from: number): Found => ({ kind: "found", from, to: from + 1, zoneAssumed: false });
  switch (digits.length) {
    case 9:
    case 10:
      return at(number);
    case 13:
      return at(number / 1e3);
    case 16:
      return at(number / 1e6);
    case 18:
      return at(number / 1e7 - SINCE_1601);
    case 19:
      return at(number / 1e9);
    // The digits of a date, without separators.
    case 12:
    case 14:
      return null;
    default:
      return { kind: "bad", range: { start: 0, end: text.length }, code: "range" };
  }
}

function dateIn(text: string, context: InstantContext): Found | null {
  let best: RegExpExecArray | null = null;
  for (const form of FORMS) {
    form.lastIndex = 0;
    const match = form.exec(text);
    if (match !== null && match[0].length > (best?.[0].length ?? 0)) best = match;
  }
  if (best === null) return null;
  const rest = text.slice(best[0].length);
  // JavaScript repeats the zone's name after its offset.
  if (rest.trim() !== "" && !/^ ?\([^()]{1,60}\)?$/.test(rest))
    return { kind: "bad", range: { start: best[0].length, end: text.length }, code: "not-understood" };
  return toInstant(best, context);
}

function toInstant({ groups = {}, indices }: RegExpExecArray, { first }: InstantContext): Found {
  const bad = (code: InstantProblem, ...names: readonly string[]): Found => {
    const places = names.flatMap((name) => (indices?.groups?.[name] ? [indices.groups[name]] : []));
    const [[start] = [0]] = places;
    return { kind: "bad", range: { start, end: places.at(-1)?.[1] ?? start }, code };
  };
  const { a, b, mark, mon, z, half } = groups;
  const named = mon === undefined ? -1 : MONTHS.indexOf(mon.slice(0, 3));
  if (mon !== undefined && named < 0) return bad("no-such-month", "mon");
  let [month, day, ofMonth, ofDay] = [
    named < 0 ? Number(groups["mo"]) : named + 1,
    Number(groups["d"]),
    named < 0 ? "mo" : "mon",
    "d",
  ];
  if (a !== undefined && b !== undefined) {
    const [one, other] = [Number(a), Number(b)];
    // With dots the day comes first; with other separators only a number over 12 tells.
    if (mark !== "." && one <= 12 && other <= 12 && one !== other) return bad("day-or-month", "a", "b");
    const isDayFirst = mark === "." || one > 12;
    [day, month] = isDayFirst ? [one, other] : [other, one];
    [ofDay, ofMonth] = isDayFirst ? ["a", "b"] : ["b", "a"];
  }
  const year = Number(groups["y"]);
  if (month < 1 || month > 12) return bad("no-such-month", ofMonth);
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return bad("no-such-day", ofDay);
  const isDay = groups["h"] === undefined;
  let hour = Number(groups["h"] ?? 0);
  const [minute, second] = [Number(groups["mi"] ?? 0), Number(groups["s"] ?? 0)];
  if (half !== undefined) hour = hour < 1 || hour > 12 ? 99 : (hour % 12) + (half === "p" ? 12 : 0);
  if (hour > 23 || minute > 59 || second > 60) return bad("no-such-time", "h", "mi", "s");
  const offset = z === undefined ? null : offsetOf(z);
  if (offset === "unknown") return bad("zone", "z");
  const fields = [year, month - 1, day, hour, minute, second] as const;
  const from =
    offset !== null || first === "utc"
      ? Date.UTC(...fields) / 1000 - (offset ?? 0)
      : new Date(...fields).getTime() / 1000;
  const lasts = isDay ? 86_400 : groups["s"] === undefined ? 60 : 1;
  return { kind: "found", from, to: from + lasts, zoneAssumed: offset === null };
}

/** An offset in seconds. Zone abbreviations are ambiguous (CST, IST), so they are not guessed. */
function offsetOf(zone: string): number | "unknown" {
  if (/^(?:z|utc|gmt)$/.test(zone)) return 0;
  const [, sign, hours, minutes = "0"] = /([+-])(\d{1,2}):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined || Number(hours) > 15) return "unknown";
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** A span before now, or anything the page's clock accepts. */
function spanIn(text: string, { now, times, first }: InstantContext): Found {
  const ago = /^(?:about |~)?(an?|\d{1,9}) ?([a-z]{1,9}) ago$/.exec(text);
  const count = /^an?$/.test(ago?.[1] ?? "") ? "1" : ago?.[1];
  const reading = readClockInput(ago === null ? text : `-${count} ${ago[2]}`, { now, real: now, times, first });
  switch (reading.kind) {
    case "at":
      return { kind: "found", from: reading.seconds, to: reading.seconds + 1, zoneAssumed: false };
    case "real":
      return { kind: "found", from: now, to: now + 1, zoneAssumed: false };
    default:
      return { kind: "bad", range: { start: 0, end: text.length }, code: "not-understood" };
  }
}

/** Why a date could not be read, and what to do. `part` is the text at that place. */
export function instantProblemWords(code: InstantProblem, part: string): string {
  switch (code) {
    case "not-understood":
      return `Cannot read “${part}” as a date. Write it like 2026-11-29 13:05Z.`;
    case "no-such-month":
      return `There is no month ${part}.`;
    case "no-such-day":
      return `That month has no day ${part}.`;
    case "no-such-time":
      return `There is no time of day ${part}.`;
    case "day-or-month":
      return `In ${part}, which is the day and which is the month? Write the year first, like 2026-11-29.`;
    case "zone":
      return `${part.toUpperCase()} can be several time zones. Write the offset, such as +01:00.`;
    case "future":
      return "That is in the future by this page’s clock.";
    case "range":
      return `${part} is not a time in this century in seconds, milliseconds, microseconds or nanoseconds.`;
  }
}
