import type { Outcome, Walk } from "../../core/gateway/types.ts";
import { Icon } from "../Icon.tsx";

const ICONS = { passed: "check", failed: "x", skipped: "dash" } as const;
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  passed: "passed",
  failed: "refused",
  skipped: "not reached",
};

/** The way as a line of stations: passed, the one that refuses, and those that are not reached. */
export function Steps({
  walk,
  uncovered,
  shown,
  choose,
}: {
  readonly walk: Walk;
  readonly uncovered: number | null;
  readonly shown: string;
  readonly choose: (id: string) => void;
}) {
  return (
    <ol className="steps" aria-label="Gateway steps">
      {walk.steps.map(({ id, title, outcome: real, summary }, index) => {
        const outcome = uncovered !== null && index > uncovered ? "skipped" : real;
        return (
          <li key={id} data-step={id} data-outcome={outcome}>
            <button type="button" aria-pressed={id === shown} onClick={() => choose(id)}>
              <span className="station">
                <Icon name={ICONS[outcome]} />
              </span>
              <span className="no">{index + 1}</span>
              <b>{title}</b>
              <span className="vh">, {OUTCOME_WORDS[outcome]}</span>
              <span className="sum">
                <bdi>{outcome === "skipped" ? "not reached" : summary}</bdi>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
