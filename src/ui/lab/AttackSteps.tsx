import type { Forgery, Scenario } from "../../core/lab/types.ts";
import { Button } from "../Button.tsx";
import { Pane } from "./Pane.tsx";
import { SavePicture } from "./SavePicture.tsx";
import { StepView } from "./StepView.tsx";

/** The attack, step by step, and the button that carries it out. */
export function AttackSteps({
  scenario,
  forgery,
  variant,
  step,
  running,
  onStep,
  onVariant,
  onRun,
}: {
  readonly scenario: Scenario;
  readonly forgery: Forgery | null;
  readonly variant: string;
  /** From 1. */
  readonly step: number;
  readonly running: boolean;
  readonly onStep: (step: number) => void;
  readonly onVariant: (variant: string) => void;
  readonly onRun: () => void;
}) {
  const count = forgery?.steps.length ?? 0;
  const at = Math.min(step, count);
  const current = forgery?.steps[at - 1];
  return (
    <Pane
      title="The attack"
      meta={count > 0 ? `step ${at} of ${count}` : "making keys and tokens"}
      className="lab-attack"
      tools={
        <>
          {scenario.variants.length > 0 && (
            <VariantSelect scenario={scenario} variant={variant} onVariant={onVariant} />
          )}
          <Button
            icon="left"
            className="icon"
            name="Previous step"
            title="Previous step"
            disabled={at <= 1}
            onClick={() => onStep(at - 1)}
          />
          <Button
            icon="right"
            className="icon"
            name="Next step"
            title="Next step"
            disabled={at >= count}
            onClick={() => onStep(at + 1)}
          />
          <Button icon="play" className="primary" disabled={running || forgery === null} onClick={onRun}>
            Run attack
          </Button>
        </>
      }
    >
      <ol className="lab-steps">
        {forgery?.steps.map(({ title, text }, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <button
              type="button"
              aria-current={index + 1 === at ? "step" : undefined}
              onClick={() => onStep(index + 1)}
            >
              <span className="num">{index + 1}</span>
              <span>
                <b>{title}</b>
                <span>{text}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {current && <StepView step={current} before={forgery?.steps[at - 2] ?? null} />}
      {current && (
        <div className="lab-save">
          <p className="meta">This step as a picture</p>
          <SavePicture
            name={`${scenario.id}-step-${at}`}
            picture={{ ...current, before: forgery?.steps[at - 2]?.token ?? null }}
          />
        </div>
      )}
      {scenario.cost !== undefined && <p className="lab-cost">{scenario.cost}</p>}
    </Pane>
  );
}

/** The variants of a scenario, and in a word what the chosen one is about. */
export function VariantSelect({
  scenario,
  variant,
  onVariant,
}: {
  readonly scenario: Scenario;
  readonly variant: string;
  readonly onVariant: (variant: string) => void;
}) {
  return (
    <label className="lab-variant">
      <span>Variant</span>
      <select
        value={variant}
        title={scenario.variants.find(({ id }) => id === variant)?.note}
        onChange={({ currentTarget }) => onVariant(currentTarget.value)}
      >
        {scenario.variants.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
