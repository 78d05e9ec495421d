import { describe, expect, it } from "vitest";
import { deciding, type Outcome, stateOf, wasTried } from "./deciding.ts";

/** One of each outcome, in the order in which they decide the verdict. */
const OUTCOMES: readonly Outcome[] = [
  { code: "verified" },
  { code: "key-degenerate", fault: "exponent-one" },
  { code: "import-failed", message: "DataError" },
  { code: "key-problem", problem: { code: "jwk-invalid", format: "jwk", range: null, args: {} } },
  { code: "signature-degenerate", fault: "zero" },
  { code: "mismatch" },
  { code: "signature-length", actual: 1, expected: 2 },
];

function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe("of several attempts, the one that decides the verdict", () => {
  it("does not depend on the order of any two or three of them", () => {
    for (const [first, one] of OUTCOMES.entries()) {
      for (const [second, two] of OUTCOMES.entries()) {
        for (const [third, three] of OUTCOMES.entries()) {
          const attempts = [{ outcome: one }, { outcome: two }, { outcome: three }] as const;
          expect(deciding(attempts).outcome).toBe(OUTCOMES[Math.min(first, second, third)]);
        }
      }
    }
  });

  it("does not depend on the order of all of them, leaving out the best one after another", () => {
    const orders = OUTCOMES.flatMap((best, left) =>
      ordersOf(OUTCOMES.slice(left, left + 5)).map((order) => [best, order.map((outcome) => ({ outcome }))] as const),
    );
    for (const [best, attempts] of orders) {
      expect(deciding(attempts as [{ outcome: Outcome }]).outcome).toBe(best);
    }
  });

  it("is the first of those with the same outcome", () => {
    const attempt = (): { readonly outcome: Outcome } => ({ outcome: { code: "mismatch" } });
    const [one, two] = [attempt(), attempt()];
    expect(deciding([one, two])).toBe(one);
  });
});

it("a key that was not tried makes no signature invalid", () => {
  expect(OUTCOMES.map((outcome) => [stateOf(outcome), wasTried(outcome)])).toEqual([
    ["verified", true],
    ["key-error", false],
    ["key-error", false],
    ["key-error", false],
    ["invalid", true],
    ["invalid", true],
    ["invalid", true],
  ]);
});
