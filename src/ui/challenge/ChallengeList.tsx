import { CHALLENGES } from "../../core/lab/challenges.ts";
import { Done } from "../lab/Done.tsx";
import "./challenge-list.css";
import { useSolved } from "./use-challenge.ts";

/** The challenges on the lab's start page, with neutral titles that do not reveal the answer. */
export function ChallengeList() {
  const solved = useSolved();
  return (
    <section className="lab-pane" aria-labelledby="challenges-title">
      <div className="lab-head">
        <h2 id="challenges-title">Challenges</h2>
        <p className="meta">Become admin, with the attacker’s tools. No steps to follow.</p>
        <p className="meta challenge-count">
          {solved.size} of {CHALLENGES.length} solved
        </p>
      </div>
      <ol className="challenge-list">
        {CHALLENGES.map(({ number, title }) => (
          <li key={number}>
            <a href={`#/lab/challenge/${number}`}>
              <span className="visually-hidden">Challenge {number}: </span>
              <span className="ref" aria-hidden="true">
                {number}
              </span>
              <span className="lesson-name">{title}</span>
              <Done done={solved.has(number)} />
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
