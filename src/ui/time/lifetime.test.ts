import { expect, test } from "vitest";
import type { TimeClaim, TimeClaimName } from "../../core/claims/types.ts";
import { captionAt, lifetime } from "./lifetime.ts";

const time = (claim: TimeClaimName, seconds: number): TimeClaim => ({
  claim,
  seconds,
  state: "valid",
  raw: String(seconds),
  asMilliseconds: null,
  why: null,
  range: { start: 0, end: 0 },
});

test("half through its lifetime now stands in the middle", () => {
  const life = lifetime([time("iat", 1000), time("exp", 2000)], { now: 1500, leeway: 0 });
  expect(life).toMatchObject({ now: 0.5, left: 500, whole: 1000 });
});

test("after the end now stands at the right, and what is left is negative", () => {
  const life = lifetime([time("iat", 1000), time("exp", 2000)], { now: 5000, leeway: 0 });
  expect(life?.now).toBeCloseTo(0.96);
  expect(life?.left).toBe(-3000);
  expect(life?.end).toBeLessThan(0.5);
});

test("without both ends, or with the end before the beginning, there is nothing to draw", () => {
  expect(lifetime([time("exp", 2000)], { now: 0, leeway: 0 })).toBeNull();
  expect(lifetime([time("iat", 2000), time("exp", 1000)], { now: 0, leeway: 0 })).toBeNull();
});

test("the caption stands where there is room, never at the edge", () => {
  expect(captionAt({ start: 0, end: 1, now: 0.2, left: 1, whole: 1 })).toBeCloseTo(0.6);
  expect(captionAt({ start: 0, end: 1, now: 0.9, left: 1, whole: 1 })).toBeCloseTo(0.45);
  expect(captionAt({ start: 0, end: 0.02, now: 0.06, left: -1, whole: 1 })).toBe(0.12);
});
