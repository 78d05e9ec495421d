import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { clockFace, describeTime, durationWords, instantWords, localTime, USUAL_STYLE, utcIso } from "./describe.ts";
import { readTimes } from "./timeline.ts";

const NOW = 1_800_000_000;
const MIN = 60;
const DAY = 86_400;

describe("durationWords", () => {
  test.each([
    [0, "0 s"],
    [45, "45 s"],
    [119.9, "119 s"],
    [14 * MIN, "14 min"],
    [59 * MIN + 59, "59 min"],
    [60 * MIN, "1 h"],
    [72 * MIN, "1 h 12 min"],
    [DAY, "1 day"],
    [3 * DAY + 5, "3 days"],
    [150 * DAY, "4 months"],
    [800 * DAY, "2 years"],
    [1e20, "over 100,000 years"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
    expect(durationWords(-seconds)).toBe(words);
  });
});

describe("localTime", () => {
  const winter = Date.UTC(2026, 10, 19, 9, 41) / 1000;
  const summer = Date.UTC(2026, 6, 19, 9, 41) / 1000;

  test("has the offset on that date, not today's", () => {
    expect(localTime(winter, "Europe/Berlin")).toBe("Thu 19 Nov 2026, 10:41 (UTC+01:00)");
    expect(localTime(summer, "Europe/Berlin")).toBe("Sun 19 Jul 2026, 11:41 (UTC+02:00)");
    expect(localTime(winter, "UTC")).toBe("Thu 19 Nov 2026, 09:41 (UTC)");
  });

  test("writes midnight as 00:00 in any zone", () => {
    expect(localTime(Date.UTC(2026, 0, 1) / 1000, "UTC")).toBe("Thu 1 Jan 2026, 00:00 (UTC)");
  });

  test("is null outside a Date's range, and never throws", () => {
    expect(localTime(8.64e12, "UTC")).not.toBe(null);
    expect(localTime(8.64e12 + 1, "UTC")).toBe(null);
    fc.assert(
      fc.property(fc.double(), (seconds) =>
        [localTime(seconds, "UTC"), utcIso(seconds)].every((text) => text === null || text !== ""),
      ),
    );
  });
});

describe("instantWords", () => {
  const at = Date.UTC(2026, 10, 19, 21, 41) / 1000;

  test("puts the preferred format first, and the other after it", () => {
    expect(instantWords(at, USUAL_STYLE, "Europe/Berlin")).toEqual({
      first: "Thu 19 Nov 2026, 22:41 (UTC+01:00)",
      second: "2026-11-19T21:41:00Z",
    });
    expect(instantWords(at, { first: "utc", hours: 24 }, "Europe/Berlin")).toEqual({
      first: "Thu 19 Nov 2026, 21:41 (UTC)",
      second: "Thu 19 Nov 2026, 22:41 (UTC+01:00)",
    });
  });

  test("uses 12-hour time on request, except in RFC 3339 text", () => {
    expect(instantWords(at, { first: "local", hours: 12 }, "Europe/Berlin")).toEqual({
      first: "Thu 19 Nov 2026, 10:41 PM (UTC+01:00)",
      second: "2026-11-19T21:41:00Z",
    });
    expect(instantWords(Date.UTC(2026, 0, 1) / 1000, { first: "utc", hours: 12 })?.first).toBe(
      "Thu 1 Jan 2026, 12:00 AM (UTC)",
    );
  });

  test("does not repeat itself if local time is UTC", () => {
    expect(instantWords(at, { first: "utc", hours: 24 }, "UTC")?.second).toBe("2026-11-19T21:41:00Z");
  });

  test("is null outside a Date's range, with any style", () => {
    expect(instantWords(8.64e12 + 1, USUAL_STYLE)).toBeNull();
    expect(clockFace(Number.NaN, USUAL_STYLE)).toBeNull();
  });
});

test("a clock's face shows seconds, in the chosen zone and hour format", () => {
  const at = Date.UTC(2026, 6, 19, 21, 41, 5) / 1000;
  expect(clockFace(at, USUAL_STYLE, "Europe/Berlin")).toEqual({
    time: "23:41:05",
    date: "Sun 19 Jul 2026",
    offset: "UTC+02:00",
  });
  expect(clockFace(at, { first: "utc", hours: 12 }, "Europe/Berlin")).toEqual({
    time: "9:41:05 PM",
    date: "Sun 19 Jul 2026",
    offset: "UTC",
  });
});

test("utcIso is what toISOString gives, fractions included", () => {
  expect(utcIso(1516239022.5)).toBe("2018-01-18T01:30:22.500Z");
  expect(utcIso(Number.POSITIVE_INFINITY)).toBe(null);
});

describe("describeTime", () => {
  const say = (payload: string, leeway = 0) => {
    const clock = { now: NOW, leeway };
    return readTimes(parseJson(payload), clock)
      .map((time) => describeTime(time, clock))
      .join("; ");
  };

  test("words each claim's state", () => {
    expect(say(`{"exp":${NOW - 3 * DAY}}`)).toBe("expired 3 days ago");
    expect(say(`{"exp":${NOW + 42 * MIN}}`)).toBe("expires in 42 min");
    expect(say(`{"nbf":${NOW - 18 * MIN}}`)).toBe("in force for 18 min");
    expect(say(`{"nbf":${NOW + 18 * MIN}}`)).toBe("in force in 18 min");
    expect(say(`{"iat":${NOW - 18 * MIN}}`)).toBe("issued 18 min ago");
    expect(say(`{"auth_time":${NOW + 18 * MIN}}`)).toBe("signed in 18 min from now");
  });

  test("mentions the leeway only while it keeps the token valid", () => {
    expect(say(`{"exp":${NOW - 10}}`, 60)).toBe("expired 10 s ago, within the leeway of 60 s");
    expect(say(`{"nbf":${NOW + 10}}`, 60)).toBe("in force in 10 s, within the leeway of 60 s");
  });

  test("reports what is not a NumericDate", () => {
    expect(say(`{"exp":1767225600000}`)).toBe("looks like milliseconds: as such 2026-01-01");
    expect(say(`{"exp":"soon"}`)).toBe("is a string, not a number of seconds");
    expect(say(`{"exp":null}`)).toBe("is not a number");
    expect(say(`{"exp":3600}`)).toBe("means 1970-01-01, which is implausible");
    expect(say(`{"exp":1e300}`)).toBe("is not a date in seconds");
    // A date in another unit is not called beyond all dates: the finding gives unit and date.
    expect(say(`{"exp":${NOW}000000}`)).toBe("is not a date in seconds");
  });
});
