import { expect, test } from "vitest";
import { otherUnit, sinceYear2001 } from "./units.ts";

const MOMENT = 1_800_003_540;

test.each([
  ["milliseconds", MOMENT * 1e3],
  ["microseconds", MOMENT * 1e6],
  ["nanoseconds", MOMENT * 1e9],
  [".NET ticks (100 ns since the year 1)", 639_356_003_400_000_000],
  ["Windows file time (100 ns since 1601)", MOMENT * 1e7 + 116_444_736_000_000_000],
  ["minutes", MOMENT / 60],
])("%s are told by what they would mean", (unit, value) => {
  expect(otherUnit(value)).toEqual({ unit, seconds: MOMENT });
});

test("seconds since 2001 are told only near the clock", () => {
  expect(sinceYear2001(MOMENT - 978_307_200, MOMENT + 60)).toBe(MOMENT);
  for (const value of [MOMENT, 1e9 - 200, 5e8]) expect(sinceYear2001(value, MOMENT), String(value)).toBe(null);
});

test("seconds, lifetimes, dates in digits and numbers that mean never are in no other unit", () => {
  for (const value of [MOMENT, 3600, 86_400, 20_260_131, 253_402_300_799, Number.MAX_SAFE_INTEGER * 1024, 9e15, -1])
    expect(otherUnit(value), String(value)).toBe(null);
});
