import { loosenedOf } from "../run.ts";
import type { Scenario } from "../types.ts";
import { FLAG_ROWS, type FlagName, type Flags, flagRow } from "./flags.ts";

/** An attack that a loosened check lets through. */
export interface AttackThrough {
  readonly scenario: Scenario;
  /** The first variant to which it applies; empty if the scenario has none. */
  readonly variant: string;
  /** The other checks that must be loosened for it too. */
  readonly also: readonly FlagName[];
  /** The check lets no forgery through by itself, but reveals a valid signature to the attacker. */
  readonly tells: boolean;
}

/** Flags whose values are alternatives, not degrees: one does not let through what another does. */
const OTHER_WAYS: ReadonlySet<FlagName> = new Set(["headerKey", "kid"]);

/**
 * The attacks that a check with this value lets through, as the scenarios declare: those that need nothing else come
 * first. A looser value also lets through what a stricter one does. None for the hardened value.
 */
export function attacksThrough<N extends FlagName>(
  name: N,
  value: Flags[N],
  scenarios: readonly Scenario[],
): readonly AttackThrough[] {
  const fits = (flags: Partial<Flags> | null | undefined): boolean => {
    const needed = flags?.[name];
    if (needed === undefined) return false;
    return OTHER_WAYS.has(name) ? needed === value : degree(name, needed) <= degree(name, value);
  };
  const found = scenarios.flatMap((scenario): AttackThrough[] => {
    if (fits(scenario.tells)) return [{ scenario, variant: firstOf(scenario), also: [], tells: true }];
    if (scenario.hasNoFreeMode || degree(name, value) === 0) return [];
    const variants = scenario.variants.length === 0 ? [""] : scenario.variants.map(({ id }) => id);
    const variant = variants.find((id) => fits(loosenedOf(scenario, id)));
    if (variant === undefined) return [];
    const needed = loosenedOf(scenario, variant) ?? {};
    const also = FLAG_ROWS.flatMap((row) => (row.name !== name && row.name in needed ? [row.name] : []));
    return [{ scenario, variant, also, tells: false }];
  });
  return found.toSorted((one, other) => one.also.length - other.also.length);
}

function firstOf({ variants }: Scenario): string {
  return variants[0]?.id ?? "";
}

/** How loose a value is: 0 is the hardened one. */
function degree(name: FlagName, value: string): number {
  return flagRow(name).options.findIndex(([option]) => option === value);
}
