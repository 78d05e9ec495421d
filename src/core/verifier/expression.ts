import { met } from "./compare.ts";
import { allOf, anyOf, is } from "./logic.ts";
import type { Condition, Judged, Logic } from "./types.ts";

/** An expression whose leaves are conditions on the token. */
export type Expression<Leaf> =
  | { readonly op: "leaf"; readonly leaf: Leaf }
  | { readonly op: "not"; readonly of: Expression<Leaf> }
  | { readonly op: "all" | "any"; readonly of: readonly Expression<Leaf>[] };

/**
 * The conditions of an expression, and how they combine. A negated group becomes a group of negated leaves (De Morgan),
 * so that every condition must be met, not unmet, for the token to pass. `conditionOf` makes a leaf's condition; `denied`:
 * the opposite of the leaf is required.
 */
export function conditionsOf<Leaf>(
  expression: Expression<Leaf>,
  conditionOf: (leaf: Leaf, denied: boolean) => Condition,
): { readonly conditions: readonly Condition[]; readonly logic: Logic } {
  const conditions: Condition[] = [];
  const build = (node: Expression<Leaf>, denied: boolean): Logic => {
    if (node.op === "not") return build(node.of, !denied);
    if (node.op !== "leaf") {
      const parts = node.of.map((one) => build(one, denied));
      return (node.op === "all") === denied ? anyOf(parts) : allOf(parts);
    }
    const condition = conditionOf(node.leaf, denied);
    conditions.push(condition);
    return is(condition);
  };
  const logic = build(expression, false);
  return { conditions, logic };
}

/** The opposite of a result. */
export function denial(judged: Judged): Judged {
  if (judged.outcome === "unknown" || judged.claim === null) return judged;
  return judged.outcome === "met"
    ? { ...judged, outcome: "unmet", why: `${judged.why}, which is excluded` }
    : met(judged.why, judged.claim);
}
