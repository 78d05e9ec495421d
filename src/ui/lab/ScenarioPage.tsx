import { FAMILIES } from "../../core/lab/families.ts";
import { naiveOf, showsForgery, variantOf } from "../../core/lab/run.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Scenario, WorkbenchKeys } from "../../core/lab/types.ts";
import { AttackSteps } from "./AttackSteps.tsx";
import { Duel } from "./Duel.tsx";
import { Flaw } from "./Flaw.tsx";
import { FreeMode } from "./FreeMode.tsx";
import { KeyMatrix } from "./KeyMatrix.tsx";
import { Button } from "../Button.tsx";
import { Lesson } from "./Lesson.tsx";
import { Presenter } from "./Presenter.tsx";
import { Quiz } from "./Quiz.tsx";
import { type LabRoute, writeLabRoute } from "./route.ts";
import { Situation } from "./Situation.tsx";
import { useAttack } from "./use-attack.ts";
import { World } from "./World.tsx";

/** One scenario: situation, flaw, attack, verdicts, lesson, question; or the free mode over the same situation. */
export function ScenarioPage({
  scenario,
  route,
  go,
  onSeen,
  openInWorkbench,
}: {
  readonly scenario: Scenario;
  readonly route: LabRoute;
  readonly go: (change: Partial<LabRoute>) => void;
  readonly onSeen: (id: string) => void;
  readonly openInWorkbench: (token: string, keys?: WorkbenchKeys) => void;
}) {
  const variant = variantOf(scenario, route.variant);
  const state = useAttack(scenario, variant);
  const { setup, forgery, outcome, running, ran, problem, run, edit } = state;
  const naive = naiveOf(scenario, variant);
  const toForgery = (): void => go({ step: forgery?.steps.length ?? 1 });
  // The verdict is on the last step's token: that is the one to look at.
  const runAndShow = (): void => {
    run();
    toForgery();
  };
  const changeVariant = (id: string): void => go({ variant: id, step: 1 });
  const inFamily = SCENARIOS.filter(({ family }) => family === scenario.family);
  if (route.mode === "presenter" && forgery)
    return (
      <Presenter
        scenario={scenario}
        naive={naive}
        forgery={forgery}
        outcome={outcome}
        ran={ran}
        step={route.step}
        onStep={(step) => go({ step })}
        onRun={runAndShow}
        onLeave={() => go({ mode: "guided" })}
      />
    );
  return (
    <div className="lab-story">
      <header className="lab-lhead">
        <div>
          <p className="crumb">
            {FAMILIES.find(({ id }) => id === scenario.family)?.title}, {inFamily.indexOf(scenario) + 1} of{" "}
            {inFamily.length}
          </p>
          <h1>{scenario.title}</h1>
          <p className="lead">{scenario.summary}</p>
        </div>
        <div className="lab-row">
          <fieldset className="lab-switch" aria-label="Mode">
            {(["guided", "free"] as const).map((mode) => (
              <button
                key={mode}
                type="button"
                aria-pressed={(route.mode === "free") === (mode === "free")}
                onClick={() => go({ mode })}
              >
                {mode === "guided" ? "Guided" : "Free"}
              </button>
            ))}
          </fieldset>
          <Button icon="screen" disabled={forgery === null} onClick={() => go({ mode: "presenter", step: 1 })}>
            Present
          </Button>
          <Button
            icon="swap"
            disabled={forgery === null}
            onClick={() => forgery && openInWorkbench(forgery.token, setup?.forgedWith ?? setup?.workbench)}
          >
            Open in the workbench
          </Button>
        </div>
      </header>
      {problem !== null && (
        <p className="lab-problem" role="alert">
          This could not be carried out here: {problem}
        </p>
      )}
      {route.mode === "free" ? (
        setup &&
        forgery && (
          <FreeMode key={variant} scenario={scenario} setup={setup} attack={forgery} onVariant={changeVariant} />
        )
      ) : (
        <>
          <div className="lab-grid">
            <Situation scenario={scenario} />
            <Flaw scenario={scenario} naive={naive} />
          </div>
          <AttackSteps
            scenario={scenario}
            forgery={forgery}
            variant={variant}
            step={route.step}
            running={running}
            onStep={(step) => go({ step })}
            onVariant={changeVariant}
            onRun={() => {
              runAndShow();
              onSeen(scenario.id);
            }}
          />
          <Duel
            scenario={scenario}
            naive={naive}
            outcome={outcome}
            ran={ran}
            onForgery={forgery === null || showsForgery(forgery, route.step) ? null : toForgery}
          />
          {setup && setup.world.length > 0 && <World world={setup.world} onEdit={edit} />}
          {scenario.id === "key-byte-variants" && <KeyMatrix />}
          <Lesson scenario={scenario} />
          <Quiz key={scenario.id} question={scenario.question} onRight={() => onSeen(scenario.id)} />
          <NextScenario current={scenario} />
        </>
      )}
    </div>
  );
}

/** The way on, in teaching order. */
function NextScenario({ current }: { readonly current: Scenario }) {
  const at = SCENARIOS.indexOf(current);
  const [before, after] = [SCENARIOS[at - 1], SCENARIOS[at + 1]];
  return (
    <nav className="lab-next" aria-label="Before and after">
      {before && (
        <a className="btn" href={writeLabRoute({ page: before.id })}>
          Before: {before.title}
        </a>
      )}
      {after && (
        <a className="btn primary" href={writeLabRoute({ page: after.id })}>
          Next: {after.title}
        </a>
      )}
    </nav>
  );
}
