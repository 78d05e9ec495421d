import { shortName } from "../../core/verifier/judge.ts";
import type { ListedCondition, Listing } from "../../core/verifier/listing.ts";
import type { ConditionOutcome } from "../../core/verifier/types.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";

const ICONS = { met: "check", unmet: "x", unknown: "dash" } as const satisfies Readonly<
  Record<ConditionOutcome, string>
>;

/** The conditions of a configuration with their outcomes, of many only the first; pressing one selects it in the text. */
export function Conditions({
  listing: { kind, conditions, counts, outcome },
  shown,
  show,
  more,
}: {
  readonly listing: Listing;
  readonly shown: ListedCondition | null;
  readonly show: (one: ListedCondition) => void;
  /** Lists the next ones. */
  readonly more: () => void;
}) {
  const counted = (["unmet", "unknown", "met"] as const)
    .filter((of) => counts[of] > 0)
    .map((of) => `${counts[of].toLocaleString("en")} ${of}`);
  const left = counts.met + counts.unmet + counts.unknown - conditions.length;
  return (
    <div>
      <p className="verifier-count">
        <b>Conditions</b> <span className="meta">{counted.join(", ")}</span>
      </p>
      <ol className="conditions" aria-label="Conditions" data-kind={kind} data-outcome={outcome}>
        {conditions.map((one, index) => {
          const { condition, outcome: came, why } = one;
          const begins = condition.group !== conditions[index - 1]?.condition.group;
          return (
            <li
              key={index}
              data-condition={condition.name}
              data-outcome={came}
              data-group={condition.group}
              aria-current={one.index === shown?.index || undefined}
            >
              {begins && <span className="condition-group">{condition.group}</span>}
              <button type="button" title={condition.name} onClick={() => show(one)}>
                <span className="condition-mark">
                  <Icon name={ICONS[came]} />
                </span>
                <span className="condition-outcome">{came}</span>
                <code translate="no">
                  <bdi>{shortName(condition)}</bdi>
                </code>
                <span className="condition-why">
                  <bdi>{why}</bdi>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {left > 0 && (
        <p className="row">
          <span className="meta">{left.toLocaleString("en")} more conditions are checked but not listed.</span>
          <Button className="small" onClick={more}>
            List more
          </Button>
        </p>
      )}
    </div>
  );
}
