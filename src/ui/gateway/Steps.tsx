import type { Missing, Outcome, Walk } from "../../core/gateway/types.ts";
import { Icon } from "../Icon.tsx";

const ICONS = { passed: "check", failed: "x", skipped: "dash", unchecked: "open" } as const;
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  passed: "passed",
  failed: "refused",
  skipped: "not reached",
  unchecked: "not checked",
};

/** What the button of an unchecked step adds. */
const EXPECTATIONS: Readonly<Record<Missing["member"], string>> = {
  algorithms: "Set algorithms",
  iss: "Set issuer",
  aud: "Set audience",
  jtiDenyList: "Set deny list",
  requiredClaims: "Require claims",
  scopes: "Set scopes",
};

/** The steps as a line of stations: passed, unchecked, the refusing one, and those not reached. */
export function Steps({
  walk,
  uncovered,
  shown,
  choose,
  expect,
}: {
  readonly walk: Walk;
  readonly uncovered: number | null;
  readonly shown: string;
  readonly choose: (id: string) => void;
  /** Puts an expectation into the policy. */
  readonly expect: (missing: Missing) => void;
}) {
  return (
    <ol className="steps" aria-label="Gateway steps">
      {walk.steps.map(({ id, title, outcome: real, summary, missing }, index) => {
        const outcome = uncovered !== null && index > uncovered ? "skipped" : real;
        return (
          <li key={id} data-step={id} data-outcome={outcome}>
            <button type="button" aria-pressed={id === shown} onClick={() => choose(id)}>
              <span className="station">
                <Icon name={ICONS[outcome]} />
              </span>
              <span className="no">{index + 1}</span>
              <b>{title}</b>
              <span className="visually-hidden">, {OUTCOME_WORDS[outcome]}</span>
              <span className="sum">
                <bdi>{outcome === "skipped" ? "not reached" : summary}</bdi>
              </span>
            </button>
            {outcome === "unchecked" && missing !== null && (
              <button type="button" className="link" onClick={() => expect(missing)}>
                {id === "time" ? "Require exp" : EXPECTATIONS[missing.member]}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
