import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { readTimes } from "../claims/timeline.ts";
import { instantProblemWords, readInstant } from "./instant.ts";

/** Sunday, 29 November 2026, 13:05:00 UTC. */
const NOW = Date.UTC(2026, 10, 29, 13, 5) / 1000;
const context = {
  now: NOW,
  times: readTimes(parseJson(`{"iat":${NOW - 600}}`), { now: NOW, leeway: 0 }),
  first: "utc" as const,
};
const read = (text: string) => readInstant(text, context);
const second = (iso: string) => ({ kind: "at", from: Date.parse(iso) / 1000, to: Date.parse(iso) / 1000 + 1 });

test.each([
  ["2026-11-29T12:34:56Z"],
  ["2026-11-29T13:34:56.250+01:00"],
  ["2026-11-29 12:34:56.123456+00"],
  ["2026/11/29 12:34:56 UTC"],
  ["  '2026-11-29 12:34:56Z'  "],
  ['ISODate("2026-11-29T12:34:56Z")'],
  ["Sun, 29 Nov 2026 12:34:56 GMT"],
  ["29/Nov/2026:12:34:56 +0000"],
  ["Sun Nov 29 2026 13:34:56 GMT+0100 (Central European Standard Time)"],
  ["Sun Nov 29 12:34:56 UTC 2026"],
  ["Nov 29, 2026, 12:34:56 PM UTC"],
  ["November 29th, 2026 at 12:34:56 p.m. utc"],
  ["29.11.2026 12:34:56 Z"],
  ["11/29/2026 12:34:56 Z"],
  ["29/11/2026 12:34:56 Z"],
  ["20261129123456Z"],
  ["20261129123456.0Z"],
  ["20261129T123456Z"],
  [String(Date.UTC(2026, 10, 29, 12, 34, 56) / 1000)],
  [String(Date.UTC(2026, 10, 29, 12, 34, 56))],
  [`${Date.UTC(2026, 10, 29, 12, 34, 56)}000`],
  [`${Date.UTC(2026, 10, 29, 12, 34, 56)}000000`],
  [`${Date.UTC(2026, 10, 29, 12, 34, 56) / 1000 + 11_644_473_600}0000000`],
])("a date as databases, logs and people write it: %s", (text) => {
  expect(read(text)).toMatchObject({ ...second("2026-11-29T12:34:56Z"), zoneAssumed: false });
});

test.each([
  ["2 hours ago", NOW - 7200],
  ["an hour ago", NOW - 3600],
  ["-30 min", NOW - 1800],
  ["iat", NOW - 600],
  ["now", NOW],
])("a span: %s", (text, from) => {
  expect(read(text)).toMatchObject({ kind: "at", from });
});

test("a day lasts all day, a time without seconds a minute, and a missing offset is assumed", () => {
  expect(read("2026-11-28")).toMatchObject({
    from: Date.UTC(2026, 10, 28) / 1000,
    to: Date.UTC(2026, 10, 29) / 1000,
    zoneAssumed: true,
  });
  expect(read("2026-11-28 10:00Z")).toMatchObject({
    to: Date.UTC(2026, 10, 28, 10, 1) / 1000,
    zoneAssumed: false,
  });
  const local = new Date(2026, 6, 1, 9, 30).getTime() / 1000;
  expect(readInstant("2026-07-01 09:30", { ...context, first: "local" })).toMatchObject({ from: local });
});

test.each([
  ["created_at: 2026-11-28", "created"],
  ['"deletedAt": "2026-11-28T10:00:00Z",', "deleted"],
  ["user was updated on 28 Nov 2026", "changed"],
  ["2026-11-28", null],
])("the event is read if a word names it: %s", (text, happened) => {
  expect(read(text)).toMatchObject({ kind: "at", happened });
});

test.each([
  ["2026-13-01", "13", "no-such-month"],
  ["2026-02-30", "30", "no-such-day"],
  ["30.02.2026", "30", "no-such-day"],
  ["2026-11-28 25:00Z", "25:00", "no-such-time"],
  ["1 Foo 2026", "foo", "no-such-month"],
  ["05/06/2026", "05/06", "day-or-month"],
  ["2026-11-28 10:00 CST", "cst", "zone"],
  ["2026-11-28 tenish", " tenish", "not-understood"],
  ["deleted: 2026-11-28T99", "t99", "not-understood"],
  ["soon", "soon", "not-understood"],
  ["2026-12-24", "2026-12-24", "future"],
  ["12345678901", "12345678901", "range"],
  ["created", "created", "not-understood"],
])("%s is refused at its place, %s", (text, part, code) => {
  const reading = read(text);
  expect(reading).toMatchObject({ kind: "bad", code });
  if (reading.kind !== "bad") return;
  expect(text.slice(reading.range.start, reading.range.end).toLowerCase()).toBe(part);
  expect(instantProblemWords(reading.code, part)).toMatch(/\.$/);
});

test("empty text is nothing; any other is a span or a problem with its place", () => {
  expect(read(" \n")).toEqual({ kind: "empty" });
  const piece = fc.constantFrom(
    "2026",
    "-",
    "11",
    "29",
    " ",
    ":",
    "t",
    "z",
    "nov",
    "created ",
    "ago",
    '"',
    "(",
    "é",
    "1",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      (text) => {
        const reading = read(text);
        if (reading.kind === "at") expect(reading.to).toBeGreaterThan(reading.from);
        if (reading.kind !== "bad") return;
        expect(reading.range.start).toBeGreaterThanOrEqual(0);
        expect(reading.range.end).toBeGreaterThan(reading.range.start);
        expect(reading.range.end).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});
