import { type ReactNode, useState } from "react";
import { naiveOf } from "../../core/lab/run.ts";
import { flawDecides } from "../../core/lab/scenes.ts";
import type { Scenario, WorkbenchKeys } from "../../core/lab/types.ts";
import { Button } from "../Button.tsx";
import { Keys } from "../help/Keys.tsx";
import { RUN_ATTACK } from "../help/shortcuts.ts";
import { Duel } from "./Duel.tsx";
import { Flaw } from "./Flaw.tsx";
import { StepRail } from "./StepRail.tsx";
import { StepToken } from "./StepToken.tsx";
import type { AttackState } from "./use-attack.ts";
import { useStepKeys } from "./use-step-keys.ts";

const STEP_KEYS = [{ key: "ArrowLeft" }, { key: "ArrowRight" }] as const;

/**
 * The attack as a row of scenes: the token of the chosen step and what changed in it, the verifier with the line that
 * decides, and below them both verdicts on that token. Arrow keys step.
 */
export function Stage({
  scenario,
  variant,
  state,
  step,
  hasKeys = true,
  onStep,
  onSeen,
  onLesson,
  openInWorkbench,
  children,
}: {
  readonly scenario: Scenario;
  readonly variant: string;
  readonly state: AttackState;
  /** From 1. */
  readonly step: number;
  /** Whether the arrow keys step: not while something else uses them. */
  readonly hasKeys?: boolean;
  readonly onStep: (step: number) => void;
  /** Called when the attack itself is shown. */
  readonly onSeen?: () => void;
  readonly onLesson?: () => void;
  readonly openInWorkbench?: (token: string, keys?: WorkbenchKeys) => void;
  /** Content between the steps and the scene. */
  readonly children?: ReactNode;
}) {
  const { setup, forgery, scenes, isAsked, running, ran, ask, run } = state;
  const [reached, setReached] = useState(step);
  const count = forgery?.steps.length ?? 1;
  const at = Math.min(step, count);
  const naive = naiveOf(scenario, variant);
  const scene = scenes?.[at - 1] ?? null;
  const go = (to: number): void => {
    const next = Math.max(1, Math.min(to, count));
    ask();
    setReached(Math.max(next, at, reached));
    onStep(next);
    if (next === count) onSeen?.();
  };
  const runAttack = (): void => {
    if (running || forgery === null) return;
    run();
    setReached(count);
    onStep(count);
    onSeen?.();
  };
  useStepKeys(hasKeys && forgery !== null, { back: () => go(at - 1), on: () => go(at + 1), run: runAttack });
  return (
    <>
      <h2 className="visually-hidden">The attack</h2>
      <StepRail forgery={forgery} at={at} scenes={scenes} reached={isAsked ? Math.max(reached, at) : 0} onStep={go} />
      <div className="lab-scene">
        <StepToken
          scenario={scenario}
          forgery={forgery}
          at={at}
          onOpen={
            openInWorkbench
              ? (token) => openInWorkbench(token, (at === count ? setup?.forgedWith : undefined) ?? setup?.workbench)
              : null
          }
        />
        <div className="lab-beside">
          <Flaw scenario={scenario} naive={naive} decides={scene && flawDecides(scene, at)} />
          {children}
        </div>
      </div>
      <div className="lab-dhead">
        <h2>Two verdicts on this token</h2>
        <p className="meta" aria-live="polite">
          {forgery ? `Step ${at} of ${count}` : "Making keys and tokens"}
        </p>
        {hasKeys && (
          <p className="meta lab-keys">
            {STEP_KEYS.map((chord) => (
              <Keys key={chord.key} chord={chord} />
            ))}
            {" step, "}
            <Keys chord={RUN_ATTACK} />
            {" run"}
          </p>
        )}
        <div className="lab-tools">
          <Button icon="left" disabled={at <= 1} onClick={() => go(at - 1)}>
            Previous step
          </Button>
          <Button
            icon="right"
            className={at < count ? "primary" : ""}
            disabled={at >= count}
            onClick={() => go(at + 1)}
          >
            Next step
          </Button>
          <Button
            icon="play"
            className={at >= count && onLesson === undefined ? "primary" : ""}
            disabled={running || forgery === null}
            onClick={runAttack}
          >
            Run attack
          </Button>
          {onLesson && (
            <Button icon="bulb" className={at >= count ? "primary" : ""} onClick={onLesson}>
              Lesson
            </Button>
          )}
        </div>
      </div>
      <Duel
        scenario={scenario}
        setup={setup}
        naive={naive}
        scene={scene}
        isAsked={isAsked}
        step={at}
        isAttack={at === count}
        ran={ran}
      />
      {scenario.cost !== undefined && at === count && <p className="lab-cost">{scenario.cost}</p>}
    </>
  );
}
