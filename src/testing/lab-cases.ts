import { SCENARIOS } from "../core/lab/scenarios.ts";
import type { Scenario } from "../core/lab/types.ts";

/** Every scenario in every variant; a scenario without variants has one nameless. */
export const CASES: readonly { readonly name: string; readonly scenario: Scenario; readonly variant: string }[] =
  SCENARIOS.flatMap((scenario) =>
    (scenario.variants.length > 0 ? scenario.variants.map(({ id }) => id) : [""]).map((variant) => ({
      name: variant === "" ? scenario.id : `${scenario.id}, ${variant}`,
      scenario,
      variant,
    })),
  );
