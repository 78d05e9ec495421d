import type { Condition, ConditionOutcome, ListOutcome, Logic } from "./types.ts";

export const all = (...of: readonly Logic[]): Logic => ({ op: "all", of });
export const any = (...of: readonly Logic[]): Logic => ({ op: "any", of });
/** The same for a list of any length: a call takes some tens of thousands of arguments at most. */
export const allOf = (of: readonly Logic[]): Logic => ({ op: "all", of });
export const anyOf = (of: readonly Logic[]): Logic => ({ op: "any", of });
export const not = (of: Logic): Logic => ({ op: "not", of });
export const is = (condition: Condition): Logic => ({ op: "is", condition });
export const each = (conditions: readonly Condition[]): Logic => allOf(conditions.map(is));

/**
 * The result of a combination of conditions in Kleene's strong three-valued logic: unknown exactly if the known
 * conditions alone do not decide it.
 */
export function fold(
  logic: Logic,
  outcomeOf: (condition: Condition) => ConditionOutcome,
  foldPart: (part: Logic) => ConditionOutcome = (part) => fold(part, outcomeOf),
): ConditionOutcome {
  switch (logic.op) {
    case "is":
      return outcomeOf(logic.condition);
    case "not":
      return OPPOSITE[foldPart(logic.of)];
    default: {
      const decides = logic.op === "all" ? "unmet" : "met";
      const parts = logic.of.map(foldPart);
      return parts.includes(decides) ? decides : parts.includes("unknown") ? "unknown" : OPPOSITE[decides];
    }
  }
}

/**
 * The conditions that caused the result: at each level, the parts with the same outcome as the whole. In an `any` that
 * is met, an unmet condition is not among them.
 */
export function responsible(
  logic: Logic,
  outcomeOf: (condition: Condition) => ConditionOutcome,
): ReadonlySet<Condition> {
  const found = new Set<Condition>();
  const folded = foldedOnce(outcomeOf);
  const walk = (part: Logic): void => {
    if (part.op === "is") found.add(part.condition);
    else if (part.op === "not") walk(part.of);
    else {
      const whole = folded(part);
      for (const one of part.of) if (folded(one) === whole) walk(one);
    }
  };
  walk(logic);
  return found;
}

/**
 * Of the responsible conditions those that a verifier comes to first: at an `all` it stops at the first part with that
 * outcome; of an `any` the closest part counts, with the fewest responsible conditions. Linear time.
 */
export function leading(logic: Logic, outcomeOf: (condition: Condition) => ConditionOutcome): ReadonlySet<Condition> {
  const folded = foldedOnce(outcomeOf);
  const counts = new Map<Logic, number>();
  const partsOf = (part: Logic): readonly Logic[] => {
    if (part.op === "is") return [];
    if (part.op === "not") return [part.of];
    const whole = folded(part);
    return part.of.filter((one) => folded(one) === whole);
  };
  const count = (part: Logic): number => {
    const known = counts.get(part);
    if (known !== undefined) return known;
    const sum = part.op === "is" ? 1 : partsOf(part).reduce((sum, one) => sum + count(one), 0);
    counts.set(part, sum);
    return sum;
  };
  let at = logic;
  while (at.op === "all" || at.op === "any") {
    const parts = partsOf(at);
    const [next] = at.op === "all" ? parts : parts.toSorted((one, other) => count(one) - count(other));
    if (next === undefined) return new Set();
    at = next;
  }
  return responsible(at, outcomeOf);
}

/** Gives the outcome of each part; each is folded once, however deep it is. */
function foldedOnce(outcomeOf: (condition: Condition) => ConditionOutcome): (part: Logic) => ConditionOutcome {
  const known = new Map<Logic, ConditionOutcome>();
  const folded = (part: Logic): ConditionOutcome => {
    const outcome = known.get(part) ?? fold(part, outcomeOf, folded);
    known.set(part, outcome);
    return outcome;
  };
  return folded;
}

const OPPOSITE = { met: "unmet", unmet: "met", unknown: "unknown" } as const;

export const LIST_OUTCOMES: Readonly<Record<ConditionOutcome, ListOutcome>> = {
  met: "accepted",
  unmet: "refused",
  unknown: "unknown",
};
