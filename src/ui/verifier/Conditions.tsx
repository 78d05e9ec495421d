import { type JudgedCondition, shortName, type Verdict } from "../../core/verifier/judge.ts";
import type { ConditionOutcome, Reading } from "../../core/verifier/types.ts";
import { Icon } from "../Icon.tsx";

const ICONS = { met: "check", unmet: "x", unknown: "dash" } as const satisfies Readonly<
  Record<ConditionOutcome, string>
>;

/** Every condition of a configuration with what it came to; pressing one selects it in the text. */
export function Conditions({
  reading,
  verdict,
  shown,
  show,
}: {
  readonly reading: Reading;
  readonly verdict: Verdict;
  readonly shown: JudgedCondition | null;
  readonly show: (one: JudgedCondition) => void;
}) {
  const { conditions, outcome } = verdict;
  const count = (of: ConditionOutcome): number => conditions.filter((one) => one.outcome === of).length;
  const counted = (["unmet", "unknown", "met"] as const)
    .filter((of) => count(of) > 0)
    .map((of) => `${count(of)} ${of}`);
  return (
    <div>
      <p className="verifier-count">
        <b>Conditions</b> <span className="meta">{counted.join(", ")}</span>
      </p>
      <ol className="conditions" aria-label="Conditions" data-kind={reading.kind} data-outcome={outcome}>
        {conditions.map((one, index) => {
          const { condition, outcome: came, why } = one;
          const begins = condition.group !== conditions[index - 1]?.condition.group;
          return (
            <li
              key={index}
              data-condition={condition.name}
              data-outcome={came}
              data-group={condition.group}
              aria-current={one === shown || undefined}
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
    </div>
  );
}
