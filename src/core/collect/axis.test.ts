import { describe, expect, it } from "vitest";
import { importedText, tokenOf } from "../../testing/collect/archive.ts";
import { axisOf, placeOn } from "./axis.ts";

const NOW = 1_800_000_000;
const seenAt = (...times: readonly number[]) =>
  importedText(times.map((at) => `${at} ${tokenOf({ sub: "a", iat: NOW, exp: NOW + 900 })}`).join("\n")).tokens;

describe("the time axis of a file", () => {
  it("spans the times at which tokens were seen, with a margin and round ticks", () => {
    const axis = axisOf(seenAt(NOW, NOW + 3000));
    expect(axis?.from).toBeLessThan(NOW);
    expect(axis?.to).toBeGreaterThan(NOW + 3000);
    expect(axis?.step).toBe(600);
    expect(axis?.ticks.every((tick) => tick % 600 === 0)).toBe(true);
    expect(axis?.ticks.length).toBeGreaterThan(3);
    expect(axis?.ticks.length).toBeLessThanOrEqual(7);
  });

  it("spans the validity periods if the file has no times, and is absent without any", () => {
    const tokens = importedText(tokenOf({ sub: "a", iat: NOW, exp: NOW + 900 })).tokens;
    expect(axisOf(tokens)?.from).toBeLessThan(NOW);
    expect(axisOf(tokens)?.to).toBeGreaterThan(NOW + 900);
    expect(axisOf(importedText(tokenOf({ sub: "a" })).tokens)).toBeNull();
  });

  it("has ticks that are round in local time, and does not move while a file grows a little", () => {
    const india = axisOf(seenAt(NOW, NOW + 4 * 3600), 5.5 * 3600);
    expect(india?.ticks.every((tick) => (tick + 5.5 * 3600) % 3600 === 0)).toBe(true);
    expect(axisOf(seenAt(NOW, NOW + 3000))).toEqual(axisOf(seenAt(NOW, NOW + 3030)));
  });

  it("clamps times outside it to its ends", () => {
    const axis = axisOf(seenAt(NOW, NOW + 3000));
    if (axis === null) throw new Error("no axis");
    expect([placeOn(axis, 0), placeOn(axis, axis.from), placeOn(axis, 1e11)]).toEqual([0, 0, 1]);
  });
});
