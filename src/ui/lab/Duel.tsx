import { useEffect, useRef } from "react";
import type { Outcome, Verdict } from "../../core/lab/run.ts";
import type { Scenario, Setup, Verifier } from "../../core/lab/types.ts";
import { Icon } from "../Icon.tsx";

/**
 * Both verdicts side by side: what each verifier said to the forgery, and why. They stand below the button that asks for
 * them, so that each run (`ran` counts them) brings its answer into sight. While a step shows another token than the forgery
 * (`onForgery` leads to the one that does), they say so instead: a verdict stands beside the token that it is on.
 */
export function Duel({
  scenario,
  naive,
  outcome,
  ran,
  onForgery,
}: {
  readonly scenario: Scenario;
  readonly naive: Verifier<Setup>;
  readonly outcome: Outcome | null;
  readonly ran: number;
  readonly onForgery: (() => void) | null;
}) {
  const duel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (ran > 0) duel.current?.scrollIntoView({ block: "nearest" });
  }, [ran]);
  return (
    <div ref={duel} className="lab-duel" aria-live="polite">
      <VerdictPane
        name="Naive verifier"
        summary={naive.summary}
        verdict={outcome?.naive ?? null}
        accepted={scenario.consequence}
        onForgery={onForgery}
      />
      <VerdictPane
        name="Hardened verifier"
        summary={scenario.hardened.summary}
        verdict={outcome?.hardened ?? null}
        accepted="The hardened verifier took this token."
        onForgery={onForgery}
      />
    </div>
  );
}

function VerdictPane({
  name,
  summary,
  verdict,
  accepted,
  onForgery,
}: {
  readonly name: string;
  readonly summary: string;
  readonly verdict: Verdict | null;
  readonly accepted: string;
  readonly onForgery: (() => void) | null;
}) {
  const shown = onForgery === null ? verdict : null;
  return (
    <section className="lab-verdict" aria-label={name} data-verdict={shown?.verdict}>
      <div className="lab-head">
        <h2>{name}</h2>
        <p className="meta">{summary}</p>
      </div>
      {verdict === null ? (
        <p className="lab-waiting">Run the attack to see what it says.</p>
      ) : onForgery !== null ? (
        <div className="lab-waiting">
          <p>Its verdict is on the forged token, which this step does not show yet.</p>
          <button type="button" className="btn small" onClick={onForgery}>
            <span>Show the forged token</span>
          </button>
        </div>
      ) : (
        <Said verdict={verdict} accepted={accepted} />
      )}
    </section>
  );
}

function Said({ verdict, accepted }: { readonly verdict: Verdict; readonly accepted: string }) {
  const isAccepted = verdict.verdict === "accepted";
  return (
    <>
      <div className="lab-said">
        <span className="badge">
          <Icon name={isAccepted ? "open" : "security"} />
        </span>
        <div>
          <p className="big">{isAccepted ? "Accepted" : "Rejected"}</p>
          <p>{isAccepted ? accepted : verdict.rejection.message}</p>
        </div>
      </div>
      <dl className="lab-trace">
        {verdict.trace.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {isAccepted ? (
          <div>
            <dt>it believes</dt>
            <dd>
              <bdi>{believed(verdict.claims)}</bdi>
            </dd>
          </div>
        ) : (
          <div>
            <dt>error</dt>
            <dd>
              <code>{verdict.rejection.code}</code>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** The claims that say who someone is and what they may. */
function believed(claims: Readonly<Record<string, unknown>>): string {
  return ["sub", "role", "scope", "aud", "iss"]
    .filter((name) => claims[name] !== undefined)
    .slice(0, 3)
    .map((name) => `${name} ${typeof claims[name] === "string" ? claims[name] : JSON.stringify(claims[name])}`)
    .join(", ");
}
