import { attack, type Outcome } from "../core/lab/run.ts";
import { SCENARIOS } from "../core/lab/scenarios.ts";
import { createKeyShop } from "../core/lab/toolkit/key-shop.ts";
import type { LabEnvironment, Scenario } from "../core/lab/types.ts";
import { EXPECTED, type Expected } from "./lab-expected.ts";

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

/** What is true of a variant's attack. Throws if the scenario has no line in `lab-expected.ts`. */
export function expectedOf({ id }: Scenario, variant: string): Expected {
  const row = EXPECTED[id];
  if (row === undefined) throw new Error(`${id} has no line in lab-expected.ts`);
  const [breaks, keyKind, workbench, rule, differing = {}] = row;
  return { breaks, keyKind, workbench, rule, ...differing[variant] };
}
