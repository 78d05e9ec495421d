import { describe, expect, test } from "vitest";
import { met, unknown, unmet } from "./compare.ts";
import { fold } from "./logic.ts";
import { everyPart, onePart, type Part } from "./parts.ts";
import type { ConditionOutcome } from "./types.ts";
import { presented } from "../../testing/verifier.ts";

const JUDGED = { met: met("yes"), unmet: unmet("no"), unknown: unknown("perhaps") };
const part = (outcome: ConditionOutcome): Part => ({
  conditions: [{ name: outcome, group: "g", range: null, judge: () => JUDGED[outcome] }],
  dangers: [],
});
const folded = ({ logic }: ReturnType<typeof everyPart>) =>
  fold(logic, (condition) => condition.judge(presented({})).outcome);
const CHOOSER = { name: "route", group: "Request", why: "The request decides" };

describe("parts of one file", () => {
  test.each<[readonly ConditionOutcome[], ConditionOutcome, ConditionOutcome]>([
    [[], "met", "met"],
    [["met"], "met", "met"],
    [["unmet"], "unmet", "unmet"],
    [["met", "met"], "met", "met"],
    [["unmet", "unmet"], "unmet", "unmet"],
    [["met", "unmet"], "unmet", "unknown"],
    [["met", "unknown"], "unknown", "unknown"],
    [["unmet", "unknown"], "unmet", "unknown"],
  ])("%j: all of them %s, one of them %s", (outcomes, every, one) => {
    const parts = outcomes.map(part);
    expect(folded(everyPart(parts))).toBe(every);
    expect(folded(onePart(parts, CHOOSER))).toBe(one);
  });

  test("the choice is listed only if there is one", () => {
    const names = (parts: readonly Part[]) => onePart(parts, CHOOSER).conditions.map(({ name }) => name);
    expect(names([part("met")])).toEqual(["met"]);
    expect(names([part("met"), part("unmet")])).toEqual(["met", "unmet", "route"]);
  });
});
