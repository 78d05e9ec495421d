import { describe, expect, test } from "vitest";
import {
  digitDate,
  isEndOf9999,
  otherUnit,
  readDuration,
  readNumber,
  readStructure,
  readTimeText,
  sinceOtherYear,
} from "./readings.ts";
import { sinceYear2001 } from "./units.ts";

/** 2027-01-15T08:59:00Z */
const MOMENT = 1_800_003_540;
const NOW = MOMENT + 60;

describe("a number in another unit", () => {
  test.each([
    ["milliseconds", MOMENT * 1e3],
    ["microseconds", MOMENT * 1e6],
    ["nanoseconds", MOMENT * 1e9],
    [".NET ticks (100 ns since the year 1)", 639_356_003_400_000_000],
    ["Windows file time (100 ns since 1601)", MOMENT * 1e7 + 116_444_736_000_000_000],
    ["microseconds since 1601 (as Chrome counts)", 13_444_477_140_000_000],
    ["ticks of 100 ns since 1970", 18_000_035_400_000_000],
    ["milliseconds since 2001 (as Apple counts)", 821_696_340_000],
    ["nanoseconds since 2001 (as Apple counts)", 821_696_340_000_000_000],
    ["minutes", MOMENT / 60],
  ])("%s are recognised, with their meaning", (as, value) => {
    expect(otherUnit(value)).toEqual({ as, seconds: MOMENT });
    expect(readNumber(value, String(value), NOW)?.seconds).toBe(MOMENT);
  });

  test('seconds, lifetimes, dates in digits and "never" values are in no other unit', () => {
    for (const value of [MOMENT, 3600, 86_400, 20_260_131, 253_402_300_799, Number.MAX_SAFE_INTEGER * 1024, 9e15, -1])
      expect(otherUnit(value), String(value)).toBe(null);
  });
});

describe("seconds since another year", () => {
  test.each([
    ["2001", MOMENT - 978_307_200],
    ["1601", 13_444_477_140],
    ["1900", 4_008_992_340],
    ["1904", 3_882_848_340],
    ["year 1", 63_935_600_340],
    ["year 0", 63_967_222_740],
  ])("%s are recognised only near the clock", (year, value) => {
    expect(sinceOtherYear(value, NOW)?.as).toContain(year);
    expect(sinceOtherYear(value, NOW)?.seconds).toBe(MOMENT);
    expect(sinceOtherYear(value, NOW + 8 * 365 * 86_400)).toBe(null);
  });

  test("seconds since 2001 are recognised only near the clock", () => {
    expect(sinceYear2001(MOMENT - 978_307_200, MOMENT + 60)).toBe(MOMENT);
    for (const value of [MOMENT, 1e9 - 200, 5e8]) expect(sinceYear2001(value, MOMENT), String(value)).toBe(null);
  });

  test("a whole day is a far date that somebody chose: the year 2100 in 2030", () => {
    expect(sinceOtherYear(4_102_444_800, 1_893_456_000)).toBe(null);
  });
});

describe("a date written as digits", () => {
  test.each([
    ["20270115", 1_799_971_200],
    ["202701150859", MOMENT],
    ["20270115085900", MOMENT],
    ["20270115085900123", MOMENT],
  ])("%s", (digits, seconds) => {
    expect(digitDate(digits)?.seconds).toBe(seconds);
    expect(readNumber(Number(digits), digits, NOW)?.as).toBe("a date written as digits");
  });
  test.each(["20271315", "20270132", "1800003540", "20270115250000", "30000059"])("%s is not one", (digits) => {
    expect(digitDate(digits)).toBe(null);
  });
});

describe("a text", () => {
  test.each([
    ["1800003540", false],
    ["1800003540000", false],
    ["1.80000354e9", false],
    ["1,800,003,540", false],
    ["133", null],
    ["2027-01-15T08:59:00Z", false],
    ["2027-01-15T08:59:00.1234567Z", false],
    ["2027-01-15T09:59:00+01:00", false],
    ["2027-01-15 08:59:00 UTC", false],
    ["2027-01-15 03:59:00 -0500", false],
    ["2027-01-15 08:59:00 +0000 UTC m=+0.000012", false],
    ["2027-01-15T08:59:00", true],
    ["2027-01-15 08:59:00.000000", true],
    ["20270115T085900Z", false],
    ["20270115085900Z", false],
    ["20270115085900.0Z", false],
    ["Fri, 15 Jan 2027 08:59:00 GMT", false],
    ["Fri Jan 15 2027 09:59:00 GMT+0100 (Central European Standard Time)", false],
    ["/Date(1800003540000)/", false],
    ["134444771400000000", false],
  ] as const)("%s", (text, isZoneless) => {
    const reading = readTimeText(text, NOW);
    if (isZoneless === null) expect(reading?.seconds).toBe(133);
    else expect([reading?.seconds, reading?.isZoneless ?? false]).toEqual([MOMENT, isZoneless]);
  });
  test.each(["soon", "", "never", "2027-13-01T00:00:00Z", "12:30", "1h", "2027", "x".repeat(5000)])(
    "%s is not a time",
    (text) => {
      // Four digits are a number of seconds, and no year.
      expect(readTimeText(text, NOW)?.seconds ?? null).toBe(text === "2027" ? 2027 : null);
    },
  );
  test.each([
    ["1h", 3600],
    ["30 days", 2_592_000],
    ["7d", 604_800],
    ["15m", 900],
    ["3600s", 3600],
    ["PT1H", 3600],
    ["P30D", 2_592_000],
    ["soon", null],
    ["p", null],
    ["pt", null],
    ["1 lightyear", null],
  ] as const)("%s as a span", (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });
});

describe("an object or a list", () => {
  test.each([
    [{ _seconds: MOMENT, _nanoseconds: 0 }],
    [{ seconds: MOMENT, nanos: 5 }],
    [{ seconds: String(MOMENT) }],
    [{ epochSecond: MOMENT, nano: 0 }],
    [{ $date: "2027-01-15T08:59:00Z" }],
    [{ $date: { $numberLong: String(MOMENT * 1000) } }],
    [{ date: "2027-01-15 08:59:00.000000", timezone_type: 3, timezone: "UTC" }],
    [[2027, 1, 15, 8, 59]],
    [[2027, 1, 15, 8, 59, 0, 0]],
    [[MOMENT]],
  ])("%j", (value) => {
    expect(readStructure(value, NOW)?.seconds).toBe(MOMENT);
  });
  test.each([
    [null],
    [true],
    [{}],
    [{ a: 1 }],
    [[]],
    [[1, 2, 3]],
    [[2027, 13, 1]],
    [{ date: { date: { date: { date: MOMENT } } } }],
  ])("%j is not one", (value) => {
    expect(readStructure(value, NOW)).toBe(null);
  });
});

test("the end of the year 9999 is recognised in seconds, milliseconds, microseconds and ticks, in any time zone", () => {
  for (const value of [
    253_402_300_799,
    253_402_300_800,
    253_402_300_799_999,
    253_402_214_400_000,
    Number("253402300799999999"),
    Number("3155378975999999999"),
    253_402_300_799 - 50_400,
  ])
    expect(isEndOf9999(value), String(value)).toBe(true);
  for (const value of [MOMENT, 253_402_300_799 - 3 * 86_400, Number("9223372036854775807"), 1e11, 0])
    expect(isEndOf9999(value), String(value)).toBe(false);
});
