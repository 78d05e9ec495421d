import { unknown } from "./compare.ts";
import { all, allOf, any, anyOf, each, is } from "./logic.ts";
import type { Condition, Danger, Logic } from "./types.ts";

/** What one policy, plugin or block of a configuration requires, and what it leaves open. */
export interface Part {
  readonly conditions: readonly Condition[];
  /** How its conditions combine; absent: all must hold. */
  readonly logic?: Logic;
  readonly dangers: readonly Danger[];
}

/** Several parts read as one. */
export type Whole = Required<Part>;

const logicOf = ({ logic, conditions }: Part): Logic => logic ?? each(conditions);

/** Parts that a token must all pass. */
export function everyPart(parts: readonly Part[]): Whole {
  return {
    conditions: parts.flatMap(({ conditions }) => conditions),
    logic: allOf(parts.map(logicOf)),
    dangers: parts.flatMap(({ dangers }) => dangers),
  };
}

/** What chooses among the parts of a file, and is not in the token. */
export interface Chooser {
  readonly name: string;
  readonly group: string;
  /** As in "The request’s path decides which rule applies". */
  readonly why: string;
}

/** Parts of which only one applies to a request. */
export function onePart(parts: readonly Part[], chooser: Chooser): Whole {
  const whole = everyPart(parts);
  const { choice, logic } = oneApplies(parts.map(logicOf), chooser);
  return { ...whole, conditions: [...whole.conditions, ...choice], logic };
}

/**
 * One of these applies, and something outside the token chooses it: the result is certain only if all agree. `choice` is
 * the condition for that; empty if there is nothing to choose. Without parts, nothing is required.
 */
export function oneApplies(
  logics: readonly Logic[],
  { name, group, why }: Chooser,
): { readonly choice: readonly Condition[]; readonly logic: Logic } {
  if (logics.length < 2) return { choice: [], logic: allOf(logics) };
  const choice: Condition = { name, group, range: null, judge: () => unknown(why) };
  return { choice: [choice], logic: any(allOf(logics), all(anyOf(logics), is(choice))) };
}
