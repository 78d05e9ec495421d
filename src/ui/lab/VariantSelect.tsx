import type { Scenario } from "../../core/lab/types.ts";
import { Options } from "../Options.tsx";

/** The variants of a scenario, with a word about the selected one. Renders nothing if there are none. */
export function VariantSelect({
  scenario,
  variant,
  onVariant,
}: {
  readonly scenario: Scenario;
  readonly variant: string;
  readonly onVariant: (variant: string) => void;
}) {
  if (scenario.variants.length === 0) return null;
  return (
    <label className="lab-variant">
      <span>Variant</span>
      <select
        value={variant}
        title={scenario.variants.find(({ id }) => id === variant)?.note}
        onChange={({ currentTarget }) => onVariant(currentTarget.value)}
      >
        <Options of={scenario.variants.map(({ id, label }) => [id, label])} />
      </select>
    </label>
  );
}
