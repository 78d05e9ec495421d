import { useEffect, useRef } from "react";
import { FAMILIES } from "../../core/lab/families.ts";
import { naiveOf, variantOf } from "../../core/lab/run.ts";
import type { Scenario, WorkbenchKeys } from "../../core/lab/types.ts";
import { Button } from "../Button.tsx";
import { FreeMode } from "./FreeMode.tsx";
import { HandOut } from "./HandOut.tsx";
import { KeyMatrix } from "./KeyMatrix.tsx";
import { Lesson } from "./Lesson.tsx";
import { Presenter } from "./Presenter.tsx";
import type { Progress } from "./progress.ts";
import { Quiz } from "./Quiz.tsx";
import { type LabRoute, writeLabRoute } from "./route.ts";
import { ScenarioNav } from "./ScenarioNav.tsx";
import { Situation } from "./Situation.tsx";
import { Stage } from "./Stage.tsx";
import { useAttack } from "./use-attack.ts";
import { VariantSelect } from "./VariantSelect.tsx";
import { World } from "./World.tsx";

/** One scenario: situation, attack with flaw and verdicts, lesson, question; the free mode over the same situation; the presenter. */
export function ScenarioPage({
  scenario,
  route,
  course,
  progress,
  standing,
  frozen,
  onFreeze,
  go,
  onSeen,
  openInWorkbench,
  copyText,
}: {
  readonly scenario: Scenario;
  readonly route: LabRoute;
  /** The scenarios to go through, in order: those of the course, or all. */
  readonly course: readonly Scenario[];
  readonly progress: Progress;
  /** When the page's clock is stopped (NumericDate, seconds); null while it runs. */
  readonly standing: number | null;
  /** When the presenter's clock is stopped; null before anything was presented. */
  readonly frozen: number | null;
  readonly onFreeze: (at: number) => void;
  readonly go: (change: Partial<LabRoute>) => void;
  readonly onSeen: (id: string) => void;
  readonly openInWorkbench: (token: string, keys?: WorkbenchKeys) => void;
  /** Rejects if the clipboard refuses. */
  readonly copyText: (text: string) => Promise<void>;
}) {
  const variant = variantOf(scenario, route.variant);
  const isPresented = route.mode === "presenter";
  const state = useAttack(scenario, variant, standing ?? (isPresented ? frozen : null));
  const { setup, forgery, problem, run, ask, edit } = state;
  const now = setup?.now ?? null;
  useEffect(() => {
    // During a presentation the tokens stay the same, with the times of the first slide.
    if (isPresented && frozen === null && now !== null) onFreeze(now);
  }, [isPresented, frozen, now, onFreeze]);
  const isFree = route.mode === "free" && !scenario.hasNoFreeMode;
  const changeVariant = (id: string): void => go({ variant: id, step: 1 });
  const lesson = useRef<HTMLDivElement>(null);
  const at = course.indexOf(scenario);
  if (isPresented && (forgery !== null || problem === null))
    return (
      <Presenter
        key={scenario.id}
        scenario={scenario}
        naive={naiveOf(scenario, variant)}
        state={state}
        step={route.step}
        isLesson={route.lesson}
        next={at < 0 || route.course.length === 0 ? null : (course[at + 1] ?? null)}
        place={route.course.length > 0 && at >= 0 ? `${at + 1} of ${course.length}` : null}
        onPlace={(step, isLesson) => {
          go({ step, lesson: isLesson });
          if (isLesson || step === forgery?.steps.length) onSeen(scenario.id);
        }}
        onNext={(page) => go({ page, step: 1, lesson: false, variant: null })}
        onAsk={ask}
        onRun={() => {
          run();
          go({ step: forgery?.steps.length ?? 1, lesson: false });
          onSeen(scenario.id);
        }}
        onLeave={() => go({ mode: "guided", lesson: false })}
      />
    );
  return (
    <div className={isFree ? "lab-story" : "lab-story is-staged"}>
      <div className="lab-screenful">
        <header className="lab-lhead">
          <div className="lab-ltitle">
            <p className="crumb">
              <a href={writeLabRoute({})}>All scenarios</a>
              <ScenarioNav current={scenario.id} progress={progress} />
              <span className="meta">
                {route.course.length > 0 && at >= 0
                  ? `Course, ${at + 1} of ${course.length}`
                  : FAMILIES.find(({ id }) => id === scenario.family)?.title}
              </span>
            </p>
            <div className="lab-titles">
              <h1>{scenario.title}</h1>
              <p className="meta">
                Attack {scenario.number} · {scenario.clause.document}, {scenario.clause.section}
                {scenario.cve.length > 0 && ` · ${scenario.cve.join(", ")}`}
              </p>
            </div>
          </div>
          <div className="lab-row">
            {!isFree && <VariantSelect scenario={scenario} variant={variant} onVariant={changeVariant} />}
            {!scenario.hasNoFreeMode && (
              <fieldset className="lab-switch" aria-label="Mode">
                {(["guided", "free"] as const).map((mode) => (
                  <button
                    key={mode}
                    type="button"
                    aria-pressed={isFree === (mode === "free")}
                    onClick={() => go({ mode })}
                  >
                    {mode === "guided" ? "Guided" : "Free"}
                  </button>
                ))}
              </fieldset>
            )}
            <Button icon="screen" disabled={forgery === null} onClick={() => go({ mode: "presenter", step: 1 })}>
              Present
            </Button>
          </div>
        </header>
        {problem !== null && (
          <p className="lab-problem" role="alert">
            This could not be carried out here: {problem}
          </p>
        )}
        {isFree ? (
          setup &&
          forgery && (
            <FreeMode
              key={variant}
              scenario={scenario}
              setup={setup}
              attack={forgery}
              onVariant={changeVariant}
              copyText={copyText}
            />
          )
        ) : (
          <>
            <Situation scenario={scenario} />
            <Stage
              key={variant}
              scenario={scenario}
              variant={variant}
              state={state}
              step={route.step}
              onStep={(step) => go({ step })}
              onSeen={() => onSeen(scenario.id)}
              onLesson={() => {
                const heading = lesson.current?.querySelector<HTMLElement>(".lab-lesson h2");
                heading?.scrollIntoView({ block: "start" });
                heading?.focus({ preventScroll: true });
              }}
              openInWorkbench={openInWorkbench}
            />
          </>
        )}
      </div>
      {!isFree && (
        <>
          <div ref={lesson} className="lab-after">
            {setup && setup.world.length > 0 && <World world={setup.world} onEdit={edit} />}
            {scenario.id === "key-byte-variants" && <KeyMatrix />}
            <Lesson scenario={scenario} />
            <Quiz key={scenario.id} question={scenario.question} onRight={() => onSeen(scenario.id)} />
            <NextScenario current={scenario} course={course} />
          </div>
          <HandOut sheets={[{ scenario, forgery, scenes: state.known }]} />
        </>
      )}
    </div>
  );
}

/** The next scenario, in the order of the course. */
function NextScenario({ current, course }: { readonly current: Scenario; readonly course: readonly Scenario[] }) {
  const at = course.indexOf(current);
  const [before, after] = at < 0 ? [undefined, course[0]] : [course[at - 1], course[at + 1]];
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
