import { attack, type Outcome } from "../core/lab/run.ts";
import { SCENARIOS } from "../core/lab/scenarios.ts";
import { createKeyShop } from "../core/lab/toolkit/key-shop.ts";
import type { Breaks, LabEnvironment, Scenario } from "../core/lab/types.ts";

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
  const outcome = attacks.get(name) ?? scenario.setup(LAB, variant).then((setup) => attack(scenario, setup));
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

/** What a variant of the attack breaks. */
export function breaksOf(scenario: Scenario, variant: string): Breaks {
  return scenario.breaksFor?.[variant] ?? scenario.breaks;
}

/** What the workbench says of a variant's forgery. */
export function workbenchOf(scenario: Scenario, variant: string): Scenario["workbench"] {
  return scenario.workbenchFor?.[variant] ?? scenario.workbench;
}

/** The rule of the diagnosis that names the reason to refuse a variant's forgery. */
export function ruleOf(scenario: Scenario, variant: string): string | null {
  const own = scenario.ruleFor?.[variant];
  return own === undefined ? scenario.rule : own;
}
