import { useState } from "react";
import { FAMILIES } from "../../core/lab/families.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Scenario } from "../../core/lab/types.ts";
import { Button } from "../Button.tsx";
import { ChallengeList } from "../challenge/ChallengeList.tsx";
import { CoursePanel } from "./CoursePanel.tsx";
import { Done } from "./Done.tsx";
import { HandOut } from "./HandOut.tsx";
import type { Progress } from "./progress.ts";
import { SIGNATURE_PAGE, writeLabRoute } from "./route.ts";

/** The lab's start page: all scenarios by family, in teaching order, with a teacher's tools. */
export function CourseList({
  progress,
  course,
  onKeep,
  onCourse,
  onReset,
  copyLink,
}: {
  readonly progress: Progress;
  readonly course: readonly Scenario[];
  readonly onKeep: (keep: boolean) => void;
  readonly onCourse: (course: readonly Scenario[]) => void;
  /** Returns the function that undoes it. */
  readonly onReset: () => () => void;
  readonly copyLink: (text: string) => Promise<void>;
}) {
  const [isChoosing, choose] = useState(false);
  const [undoReset, setUndo] = useState<(() => void) | null>(null);
  const path = course.length > 0 ? course : SCENARIOS;
  const next = path.find(({ id }) => !progress.seen.has(id)) ?? path[0];
  const hasCourse = isChoosing || course.length > 0;
  return (
    <div className={course.length > 0 ? "lab-course has-course" : "lab-course"}>
      <nav className="lab-sub" aria-label="More of the lab">
        <a href={writeLabRoute({ page: SIGNATURE_PAGE })}>How a signature is made</a>
        <a href="#/lab/attack">Attack my token</a>
        <a href="#/lab/crack">Search for a weak secret</a>
      </nav>
      <header className="lab-chead">
        <div>
          <h1>{SCENARIOS.length} attacks, each against a verifier with the flaw and one without</h1>
          <p>Real tokens and keys, made in this page. Everything simulated can be inspected and changed.</p>
        </div>
        <div className="lab-row">
          <Button icon="screen" aria-pressed={isChoosing} onClick={() => choose(!isChoosing)}>
            {isChoosing ? "Done choosing" : "Make a course"}
          </Button>
          {next && (
            <a className="btn primary" href={writeLabRoute({ page: next.id })}>
              {progress.seen.size === 0 ? "Begin" : "Continue"}: {next.title}
            </a>
          )}
        </div>
      </header>
      {hasCourse && <CoursePanel course={course} onCourse={onCourse} copyLink={copyLink} />}
      <ChallengeList />
      <ol className="lab-families">
        {FAMILIES.map(({ id, title, about }) => {
          const scenarios = SCENARIOS.filter(({ family }) => family === id);
          if (scenarios.length === 0) return null;
          const done = scenarios.filter((one) => progress.seen.has(one.id)).length;
          return (
            <li key={id} className="lab-pane">
              <div className="lab-head">
                <h2>{title}</h2>
                <p className="meta">
                  {done} of {scenarios.length} done
                </p>
              </div>
              <p className="lab-about">{about}</p>
              <ol>
                {scenarios.map((scenario) => (
                  <li key={scenario.id} className={scenario === next ? "is-next" : undefined}>
                    {isChoosing && (
                      <input
                        type="checkbox"
                        aria-label={`In the course: ${scenario.title}`}
                        checked={course.includes(scenario)}
                        onChange={({ currentTarget }) =>
                          onCourse(
                            currentTarget.checked ? [...course, scenario] : course.filter((one) => one !== scenario),
                          )
                        }
                      />
                    )}
                    <a
                      href={writeLabRoute({ page: scenario.id })}
                      data-scenario={scenario.id}
                      data-attack={scenario.number}
                      title={scenario.summary}
                    >
                      <span className="ref">{scenario.number}</span>
                      <span className="lesson-name">{scenario.title}</span>
                      {progress.seen.has(scenario.id) ? (
                        <Done done />
                      ) : scenario === next ? (
                        <span className="lab-next-mark">next</span>
                      ) : (
                        <span className="need">
                          <span className="visually-hidden">needs </span>
                          {scenario.needs}
                        </span>
                      )}
                    </a>
                  </li>
                ))}
              </ol>
            </li>
          );
        })}
      </ol>
      <footer className="lab-cfoot">
        <div className="lab-row">
          <p className="meta">
            {progress.seen.size} of {SCENARIOS.length} done.
          </p>
          <label className="lab-keep">
            <input
              type="checkbox"
              checked={progress.isKept}
              onChange={({ currentTarget }) => onKeep(currentTarget.checked)}
            />
            <span>Keep the marks on this device</span>
          </label>
          <Button
            icon="undo"
            onClick={() => {
              choose(false);
              const undo = onReset();
              setUndo(() => undo);
            }}
          >
            Reset for the next class
          </Button>
          <output className="meta">{undoReset && "Reset: marks, course and challenges cleared, real time."}</output>
          {undoReset && (
            <Button
              className="small"
              onClick={() => {
                undoReset();
                setUndo(null);
              }}
            >
              Undo
            </Button>
          )}
        </div>
      </footer>
      {course.length > 0 && <HandOut sheets={course.map((scenario) => ({ scenario, forgery: null, scenes: null }))} />}
    </div>
  );
}
