import { type Outcome, runAttack } from "../core/lab/run.ts";
import { SCENARIOS } from "../core/lab/scenarios.ts";
import { createKeyShop } from "../core/lab/toolkit/key-shop.ts";
import type { LabEnvironment, Scenario } from "../core/lab/types.ts";

/** A scenario in one of its variants. */
interface LabCase {
  readonly name: string;
  readonly scenario: Scenario;
  readonly variant: string;
}

/** The environment of the lab tests. All share its keys, since generating RSA keys takes longer than most tests. */
export const LAB: LabEnvironment = { now: 1_800_000_000, keys: createKeyShop() };

const attacks = new Map<string, Promise<Outcome>>();

/** The result of an attack in `LAB`. It runs once, however many tests use it. */
export function attackOf({ name, scenario, variant }: LabCase): Promise<Outcome> {
  const outcome = attacks.get(name) ?? runAttack(scenario, LAB, variant);
  attacks.set(name, outcome);
  return outcome;
}

/** Every scenario in every variant; a scenario without variants has one without a name. */
export const CASES: readonly LabCase[] = SCENARIOS.flatMap((scenario) =>
  (scenario.variants.length > 0 ? scenario.variants.map(({ id }) => id) : [""]).map((variant) => ({
    name: variant === "" ? scenario.id : `${scenario.id}, ${variant}`,
    scenario,
    variant,
  })),
);
