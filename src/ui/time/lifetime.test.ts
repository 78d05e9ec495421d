import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TimeClaim } from "../../core/claims/types.ts";
import type { TimeClaimName } from "../../core/registry/time-claims.ts";
import { captionAt, instantAt, lifetime, placeOf, stepsOf } from "./lifetime.ts";

const time = (claim: TimeClaimName, seconds: number, why: TimeClaim["why"] = null): TimeClaim => ({
  claim,
  seconds,
  state: "valid",
  raw: String(seconds),
  asMilliseconds: null,
  why,
  range: { start: 0, end: 0 },
});

const draw = (claims: Partial<Record<"iat" | "nbf" | "exp", number>>, now: number, leeway = 0, anchor = now) =>
  lifetime({
    times: Object.entries(claims).map(([claim, seconds]) => time(claim as TimeClaimName, seconds)),
    clock: { now, leeway },
    anchor,
  });

test("at half its lifetime, now is in the middle of it", () => {
  const life = draw({ iat: 1000, exp: 2000 }, 1500);
  expect(life?.now).toBeCloseTo(((life?.life?.start ?? 0) + (life?.life?.end ?? 0)) / 2);
  expect(life?.says).toEqual({ kind: "left", left: 500, whole: 1000 });
});

test("the scale is the lifetime's own: a clock years away is at the line's end, and the lifetime keeps its size", () => {
  const here = draw({ iat: 1000, exp: 2000 }, 1500);
  const later = draw({ iat: 1000, exp: 2000 }, 1e9);
  const before = draw({ iat: 1000, exp: 2000 }, -1e9);
  expect(later?.life).toEqual(here?.life);
  expect(later?.beyond).toBe("after");
  expect(later?.now).toBeGreaterThan(0.98);
  expect(before?.beyond).toBe("before");
  expect(before?.now).toBeLessThan(0.02);
});

describe("the caption", () => {
  test.each([
    ["how much is left", { nbf: 1000, exp: 2000 }, 1900, 0, { kind: "left", left: 100, whole: 1000 }],
    ["the same without a beginning", { exp: 2000 }, 1900, 0, { kind: "left", left: 100, whole: null }],
    ["that it is over, at exp already", { iat: 1000, exp: 2000 }, 2000, 0, { kind: "late", by: 0 }],
    ["that only the leeway is left", { iat: 1000, exp: 2000 }, 2010, 30, { kind: "on-leeway", left: 20 }],
    ["that the leeway is over too", { iat: 1000, exp: 2000 }, 2030, 30, { kind: "late", by: 30 }],
    [
      "that it is not valid yet",
      { iat: 1000, nbf: 1500, exp: 2000 },
      1200,
      0,
      { kind: "early", by: 300, claim: "nbf" },
    ],
    ["that it is not issued yet", { iat: 1000, exp: 2000 }, 900, 0, { kind: "early", by: 100, claim: "iat" }],
    ["that it never expires", { iat: 1000 }, 4000, 0, { kind: "endless", since: 3000, claim: "iat" }],
    [
      "that exp before iat is never valid",
      { iat: 2000, exp: 1000 },
      1500,
      0,
      { kind: "never", claim: "iat", by: 1000 },
    ],
    ["that nbf at exp is never valid", { nbf: 2000, exp: 2000 }, 2000, 0, { kind: "never", claim: "nbf", by: 0 }],
  ] as const)("%s", (_, claims, now, leeway, says) => {
    expect(draw(claims, now, leeway)?.says).toEqual(says);
  });
});

test("an unknown end is open", () => {
  expect(draw({ exp: 2000 }, 1900)?.life).toMatchObject({ start: 0, open: "start" });
  expect(draw({ iat: 2000 }, 2500)?.life).toMatchObject({ end: 1, open: "end" });
  expect(draw({ iat: 1000, exp: 2000 }, 1900)?.life?.open).toBeNull();
});

test("if exp is not after iat or nbf there is no lifetime to draw, but the claims have their marks", () => {
  const life = draw({ iat: 2000, exp: 1000 }, 1500);
  expect(life?.life).toBeNull();
  expect(life?.marks.map(({ claims }) => claims)).toEqual([["exp"], ["iat"]]);
});

test("claims of the same time share a mark", () => {
  expect(draw({ iat: 1000, nbf: 1000, exp: 2000 }, 1500)?.marks.map(({ claims }) => claims)).toEqual([
    ["iat", "nbf"],
    ["exp"],
  ]);
});

test("the leeway is shaded before nbf and after exp, and its end is on the line", () => {
  const life = draw({ iat: 900, nbf: 1000, exp: 2000 }, 1500, 60);
  expect(life?.leeway).toHaveLength(2);
  expect(life?.leeway[0]?.end).toBeCloseTo(life?.marks.find(({ claims }) => claims.includes("nbf"))?.at ?? 0);
  expect(life?.leeway[1]?.start).toBeCloseTo(life?.life?.end ?? 0);
  expect(life?.leeway[1]?.end).toBeLessThan(0.98);
  expect(draw({ iat: 1000, exp: 2000 }, 1500)?.leeway).toEqual([]);
});

test("unusable times are left out; with none left there is nothing to draw", () => {
  const clock = { now: 1500, leeway: 0 };
  expect(lifetime({ times: [time("exp", 2e12, "milliseconds")], clock, anchor: 1500 })).toBeNull();
  expect(lifetime({ times: [], clock, anchor: 1500 })).toBeNull();
  const odd = lifetime({ times: [time("exp", 2e12, "milliseconds"), time("iat", 1000)], clock, anchor: 1500 });
  expect(odd?.says.kind).toBe("endless");
});

test("with a single claim the scale reaches to the current time", () => {
  const life = draw({ exp: 10_000 }, 2000, 0, 2000);
  expect(life?.beyond).toBeNull();
  expect(life?.scale.from).toBeLessThan(2000);
  expect(life?.scale.to).toBeGreaterThan(10_000);
});

test("whatever the claims and the clock, all places are on the line, and in order", () => {
  const seconds = fc.integer({ min: 1e8, max: 1e11 });
  const claims = fc.record({ iat: seconds, nbf: seconds, exp: seconds }, { requiredKeys: [] });
  fc.assert(
    fc.property(claims, seconds, fc.nat(1e6), seconds, (claims, now, leeway, anchor) => {
      const life = draw(claims, now, leeway, anchor);
      expect(life === null).toBe(Object.keys(claims).length === 0);
      if (life === null) return;
      const { scale, marks, life: drawn, leeway: shaded } = life;
      expect(scale.from).toBeLessThan(scale.to);
      const places = [life.now, ...marks.map(({ at }) => at), ...shaded.flatMap(({ start, end }) => [start, end])];
      for (const place of places) expect(place >= 0 && place <= 1).toBe(true);
      if (drawn !== null) expect(drawn.start).toBeLessThanOrEqual(drawn.end);
    }),
  );
});

test("a place on the line and its instant map to each other, to the pixel", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e10 }),
      fc.integer({ min: 60, max: 1e9 }),
      fc.nat(1000),
      (from, span, part) => {
        const scale = { from, to: from + span };
        const seconds = Math.round(from + (span * part) / 1000);
        expect(Math.abs(instantAt(scale, placeOf(scale, seconds)) - seconds)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test("keys move the clock by round steps that suit the scale", () => {
  expect(stepsOf({ from: 0, to: 15 * 60 })).toEqual({ arrow: 15, page: 60 });
  expect(stepsOf({ from: 0, to: 3600 })).toEqual({ arrow: 60, page: 300 });
  expect(stepsOf({ from: 0, to: 365 * 86_400 }).arrow).toBe(86_400);
  expect(stepsOf({ from: 0, to: 5 }).arrow).toBe(1);
});

test("the caption is where there is room, never at the edge", () => {
  expect(captionAt({ now: 0.2, life: { start: 0, end: 1, open: null } })).toBeCloseTo(0.6);
  expect(captionAt({ now: 0.9, life: { start: 0, end: 1, open: null } })).toBeCloseTo(0.45);
  expect(captionAt({ now: 0.99, life: { start: 0.1, end: 0.7, open: null } })).toBeCloseTo(0.4);
  expect(captionAt({ now: 0.05, life: null })).toBeCloseTo(0.525);
});
