import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { type ClockInputContext, readClockInput } from "./clock-input.ts";
import { readTimes } from "./timeline.ts";

/** Friday, 15 January 2027, 08:00:00 UTC. */
const NOW = 1_800_000_000;
const EXP = NOW + 600;

const context: ClockInputContext = {
  now: NOW,
  real: NOW,
  times: readTimes(parseJson(`{"exp":${EXP},"nbf":"soon"}`), { now: NOW, leeway: 0 }),
  first: "utc",
};
const read = (text: string, more: Partial<ClockInputContext> = {}) => readClockInput(text, { ...context, ...more });
const at = (seconds: number) => ({ kind: "at", seconds });
const utc = (iso: string) => at(Date.parse(iso) / 1000);

test.each([
  ["1700000000", at(1_700_000_000)],
  ["1700000000.5", at(1_700_000_000.5)],
  ["0", at(0)],
  // The last second of the year 9999 makes no sense as milliseconds.
  ["253402300799", at(253_402_300_799)],
  ["1700000000000", { kind: "milliseconds", seconds: 1_700_000_000 }],
  ["99999999999999999999", { kind: "out-of-range" }],
])("a NumericDate: %s", (text, reading) => {
  expect(read(text)).toEqual(reading);
});

test.each([
  ["2027-01-19", utc("2027-01-19T00:00:00Z")],
  ["2027-01-19 09:30", utc("2027-01-19T09:30:00Z")],
  ["2027-01-19T09:30:15Z", utc("2027-01-19T09:30:15Z")],
  ["2027-01-19T09:30:15.250Z", utc("2027-01-19T09:30:15.250Z")],
  ["2027-01-19T09:30+05:30", utc("2027-01-19T04:00:00Z")],
  ["2027-01-19 09:30 -0800", utc("2027-01-19T17:30:00Z")],
  ["1969-12-31 23:59:59 UTC", at(-1)],
  ["9999-12-31T23:59:59Z", at(253_402_300_799)],
  ["2027-02-30", { kind: "no-such-date", date: "2027-02-30" }],
  ["2027-01-19 25:00", { kind: "no-such-date", date: "2027-01-19 25:00" }],
  ["2027-13-01", { kind: "no-such-date", date: "2027-13-01" }],
  ["19-01-2027", { kind: "not-understood" }],
])("a date: %s", (text, reading) => {
  expect(read(text)).toEqual(reading);
});

test("a date without an offset is in the preferred time zone", () => {
  const local = new Date(2027, 6, 19, 9, 30).getTime() / 1000;
  expect(read("2027-07-19 09:30", { first: "local" })).toEqual(at(local));
  expect(read("2027-07-19 09:30", { first: "utc" })).toEqual(utc("2027-07-19T09:30:00Z"));
});

test.each([
  ["+2h", at(NOW + 7200)],
  ["-90 min", at(NOW - 5400)],
  ["−1 day", at(NOW - 86_400)],
  ["+1h30m", at(NOW + 5400)],
  ["-1 day 30 min", at(NOW - 86_400 - 1800)],
  ["+1 week - 1s", at(NOW + 7 * 86_400 - 1)],
  ["+30", { kind: "no-unit", span: "+30" }],
  ["+3 fortnights", { kind: "unknown-unit", unit: "fortnights" }],
  ["+", { kind: "not-understood" }],
])("an offset from the page's clock: %s", (text, reading) => {
  expect(read(text)).toEqual(reading);
});

test.each([
  ["exp", at(EXP)],
  ["exp-1s", at(EXP - 1)],
  ["EXP + 1 min", at(EXP + 60)],
  ["iat", { kind: "no-claim", claim: "iat" }],
  ["nbf+1s", { kind: "no-claim", claim: "nbf" }],
  ["exp 5", { kind: "not-understood" }],
])("a claim: %s", (text, reading) => {
  expect(read(text)).toEqual(reading);
});

test.each([
  ["Tuesday", utc("2027-01-19T08:00:00Z")],
  ["tue 9:30", utc("2027-01-19T09:30:00Z")],
  ["next tuesday at 9 pm", utc("2027-01-19T21:00:00Z")],
  // It is Friday: the next one is a week away.
  ["friday", utc("2027-01-22T08:00:00Z")],
  ["tomorrow 00:00", utc("2027-01-16T00:00:00Z")],
  ["yesterday", utc("2027-01-14T08:00:00Z")],
  ["12 am", utc("2027-01-15T00:00:00Z")],
  ["12:30 pm", utc("2027-01-15T12:30:00Z")],
  ["23:59:59", utc("2027-01-15T23:59:59Z")],
  ["24:00", { kind: "no-such-date", date: "24:00" }],
  ["13 pm", { kind: "no-such-date", date: "13 pm" }],
  ["tuesday 9", { kind: "not-understood" }],
  ["someday", { kind: "not-understood" }],
  ["t", { kind: "not-understood" }],
])("a day: %s", (text, reading) => {
  expect(read(text)).toEqual(reading);
});

describe("now", () => {
  test("is the real time, also with an offset", () => {
    expect(read("now", { now: 0 })).toEqual({ kind: "real" });
    expect(read("now+1h", { now: 0 })).toEqual(at(NOW + 3600));
  });

  test("empty input is nothing, whatever its white space", () => {
    expect(read("  ")).toEqual({ kind: "empty" });
  });
});

test("any text is read or refused, and what is read is a date", () => {
  const piece = fc.constantFrom(
    "exp",
    "+",
    "-",
    "1",
    "99",
    "h",
    "day",
    " ",
    ":",
    "2027-01-19",
    "t",
    "z",
    "am",
    "now",
    "é",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      (text) => {
        const reading = read(text);
        if (reading.kind === "at") expect(Number.isNaN(new Date(reading.seconds * 1000).getTime())).toBe(false);
      },
    ),
  );
});

test("every instant written as in RFC 3339 is read as that instant", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_000_000_000, max: 253_402_300_799 }), (seconds) => {
      expect(read(new Date(seconds * 1000).toISOString())).toEqual(at(seconds));
    }),
  );
});
