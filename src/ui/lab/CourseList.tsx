import { FAMILIES } from "../../core/lab/families.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Progress } from "./progress.ts";
import { SIGNATURE_PAGE, writeLabRoute } from "./route.ts";
import { SeenDot } from "./SeenDot.tsx";

/** The lab's start page: all scenarios by family, in teaching order. */
export function CourseList({
  progress,
  onKeep,
}: {
  readonly progress: Progress;
  readonly onKeep: (keep: boolean) => void;
}) {
  const next = SCENARIOS.find(({ id }) => !progress.seen.has(id)) ?? SCENARIOS[0];
  return (
    <div className="lab-course">
      <header className="lab-chead">
        <h1>Attack lab</h1>
        <p className="lead">
          Real tokens, real keys, real cryptography, all in this page. Each attack runs against a verifier with the flaw
          and against one without it. What is simulated (files, a database, a network, a clock) can be looked into and
          changed.
        </p>
        <div className="lab-row">
          {next && (
            <a className="btn primary" href={writeLabRoute({ page: next.id })}>
              {progress.seen.size === 0 ? "Begin" : "Go on"}: {next.title}
            </a>
          )}
          <a className="btn" href={writeLabRoute({ page: SIGNATURE_PAGE })}>
            How a signature is made
          </a>
          <a className="btn" href="#/lab/crack">
            Search for a weak secret
          </a>
          <p className="meta">
            {progress.seen.size} of {SCENARIOS.length} seen.
          </p>
          <label className="lab-keep">
            <input
              type="checkbox"
              checked={progress.isKept}
              onChange={({ currentTarget }) => onKeep(currentTarget.checked)}
            />
            <span>Keep the marks on this device</span>
          </label>
        </div>
      </header>
      <ol className="lab-families">
        {FAMILIES.filter(({ id }) => SCENARIOS.some(({ family }) => family === id)).map(
          ({ id, title, about }, index) => {
            const scenarios = SCENARIOS.filter(({ family }) => family === id);
            return (
              <li key={id} className="lab-pane">
                <div className="lab-head">
                  <h2>
                    <span className="num">{index + 1}</span>
                    {title}
                  </h2>
                  <p className="meta">{scenarios.length} attacks</p>
                </div>
                <p className="lab-about">{about}</p>
                <ol>
                  {scenarios.map((scenario) => (
                    <li key={scenario.id}>
                      <a
                        href={writeLabRoute({ page: scenario.id })}
                        data-scenario={scenario.id}
                        data-attack={scenario.number}
                      >
                        <SeenDot seen={progress.seen.has(scenario.id)} />
                        <span className="lesson-name">
                          <b>{scenario.title}</b>
                          <span>{scenario.summary}</span>
                        </span>
                        <span className="need">needs {scenario.needs}</span>
                        <span className="ref">
                          {scenario.clause.document} §{scenario.clause.section}
                        </span>
                      </a>
                    </li>
                  ))}
                </ol>
              </li>
            );
          },
        )}
      </ol>
    </div>
  );
}
