import { type Challenge, CHALLENGES } from "../../core/lab/challenges.ts";
import type { ChallengeState } from "../../state/challenge-progress.ts";
import { counted } from "./words.ts";

/** The lesson of a solved challenge, with links to its scenario and the next one. */
export function Solved({
  challenge: { number, scenario },
  solved: { tries, hints },
}: {
  readonly challenge: Challenge;
  readonly solved: NonNullable<ChallengeState["solved"]>;
}) {
  const next = CHALLENGES.find((one) => one.number === number + 1);
  return (
    <section className="lab-pane" aria-labelledby="challenge-used">
      <div className="lab-head">
        <h2 id="challenge-used">What you used</h2>
        <span className="meta">
          solved with {counted(tries, "try", "tries")} and {counted(hints, "hint", "hints")}
        </span>
      </div>
      <div className="lab-pad challenge-used">
        <p>
          <a href={`#/lab/${scenario.id}`}>{scenario.title}</a>
        </p>
        <p>{scenario.summary}</p>
        <p>
          <strong>Lesson:</strong> {scenario.lesson}
        </p>
        {next && (
          <p>
            <a href={`#/lab/challenge/${next.number}`}>
              Challenge {next.number}: {next.title}
            </a>
          </p>
        )}
      </div>
    </section>
  );
}
