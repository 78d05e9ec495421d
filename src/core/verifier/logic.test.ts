import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../testing/rounds.ts";

import { all, any, fold, is, leading, not } from "./logic.ts";
import type { Condition, ConditionOutcome, Logic } from "./types.ts";

describe("logic", () => {
  const OUTCOMES = ["met", "unmet", "unknown"] as const;
  const leaves: readonly Condition[] = Array.from({ length: 5 }, (_, index) => ({
    name: String(index),
    group: "",
    range: null,
    judge: () => ({ outcome: "unknown", why: "", claim: null, token: null, wanted: null, pieces: null }),
  }));
  const logics = fc.letrec<{ logic: Logic }>((tie) => ({
    logic: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...leaves).map(is),
      fc.array(tie("logic"), { maxLength: 3 }).map((of) => all(...of)),
      fc.array(tie("logic"), { maxLength: 3 }).map((of) => any(...of)),
      tie("logic").map(not),
    ),
  })).logic;
  const assignments = fc.array(fc.constantFrom(...OUTCOMES), { minLength: 5, maxLength: 5 });
  const outcome = (logic: Logic, given: readonly ConditionOutcome[]) =>
    fold(logic, (condition) => given[Number(condition.name)] ?? "unknown");
  /** The logic of someone who knows everything. */
  const known = (logic: Logic, given: readonly ConditionOutcome[]): boolean => {
    if (logic.op === "is") return given[Number(logic.condition.name)] === "met";
    if (logic.op === "not") return !known(logic.of, given);
    return logic.op === "all" ? logic.of.every((one) => known(one, given)) : logic.of.some((one) => known(one, given));
  };
  const completions = (given: readonly ConditionOutcome[]): readonly (readonly ConditionOutcome[])[] =>
    given.reduce<readonly (readonly ConditionOutcome[])[]>(
      (found, one) =>
        found.flatMap((start) =>
          (one === "unknown" ? (["met", "unmet"] as const) : [one]).map((next) => [...start, next]),
        ),
      [[]],
    );

  test("at an all the first part leads, of an any the closest one, and nothing leads that is not against the token", () => {
    const [a, b, c, d, e] = leaves.map(is) as [Logic, Logic, Logic, Logic, Logic];
    const led = (logic: Logic, ...given: readonly ConditionOutcome[]) =>
      [...leading(logic, (condition) => given[Number(condition.name)] ?? "unmet")].map(({ name }) => name);
    // Two policies that both count: the first one's refusal comes first, although it has more conditions.
    expect(led(all(all(a, b, c), d))).toEqual(["0"]);
    expect(led(all(all(a, b, c), d), "met", "unmet")).toEqual(["1"]);
    expect(led(all(all(a, b), d), "met", "met")).toEqual(["3"]);
    // Two rules of which one is enough: the closer one.
    expect(led(any(all(a, b, c), all(d, e)))).toEqual(["3"]);
    expect(led(any(all(a, b, c), all(d, e)), "met", "met", "unmet")).toEqual(["2"]);
    expect(led(all(not(any(a, b)), c), "met", "unmet")).toEqual(["0"]);
    expect(led(any())).toEqual([]);
  });

  test("acceptance and refusal hold whatever the unknown conditions turn out to be", () => {
    fc.assert(
      fc.property(logics, assignments, (logic, given) => {
        const said = outcome(logic, given);
        for (const complete of completions(given))
          if (said !== "unknown") expect(known(logic, complete)).toBe(said === "met");
      }),
      { numRuns: rounds(2000) },
    );
  });

  test("nothing is unknown if every condition is known", () => {
    fc.assert(
      fc.property(logics, assignments, (logic, given) => {
        const complete = given.map((one) => (one === "unknown" ? "met" : one));
        expect(outcome(logic, complete)).toBe(known(logic, complete) ? "met" : "unmet");
      }),
      { numRuns: rounds(1000) },
    );
  });

  test("an unknown condition in an otherwise met group makes it unknown", () => {
    const [one, other] = leaves as readonly [Condition, Condition];
    expect(outcome(all(is(one), is(other)), ["met", "unknown"])).toBe("unknown");
    expect(outcome(any(is(one), is(other)), ["unmet", "unknown"])).toBe("unknown");
  });
});
