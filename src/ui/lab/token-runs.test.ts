import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenRuns } from "./token-runs.ts";

const textOf = (token: string, before: string | null): string =>
  tokenRuns(token, before)
    .map(({ text }) => text)
    .join("");

describe("runs of a token", () => {
  it("mark only the difference in header and payload", () => {
    const runs = tokenRuns("aXc.pp.ss", "aYc.pp.ss");
    expect(runs.filter(({ changed }) => changed)).toEqual([{ text: "X", segment: "header", changed: true }]);
  });

  it("mark a signature from its first difference on", () => {
    const runs = tokenRuns("h.p.abXde", "h.p.abYde");
    expect(runs.filter(({ changed }) => changed)).toEqual([{ text: "Xde", segment: "signature", changed: true }]);
  });

  it("keep the dot of an emptied signature", () => {
    expect(tokenRuns("h.p.", "h.p.abc").map(({ text }) => text)).toEqual(["h", ".", "p", "."]);
  });

  it("say how much of a long segment is left out", () => {
    expect(tokenRuns(`h.p.${"s".repeat(1400)}`, null).at(-1)).toMatchObject({
      text: "and 1,000 more",
      segment: "omitted",
    });
  });

  it("neither lose nor invent a character", () => {
    const token = fc.string({ maxLength: 60, unit: fc.constantFrom("a", "b", ".", "{") });
    fc.assert(fc.property(token, fc.option(token), (now, before) => textOf(now, before) === now));
  });
});
