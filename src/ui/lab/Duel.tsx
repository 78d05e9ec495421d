import { useEffect, useRef } from "react";
import type { Verdict } from "../../core/lab/run.ts";
import type { Scene } from "../../core/lab/scenes.ts";
import type { Scenario, Setup, Verifier } from "../../core/lab/types.ts";
import { Icon } from "../Icon.tsx";
import { believed, explained, toneOf } from "./verdict-words.ts";

/**
 * Both verdicts on the token of a step, side by side below it. Each run (`ran` counts them) scrolls them into view.
 * Until the verifiers were asked and have answered (`scene` is null), no verdict is shown.
 */
export function Duel({
  scenario,
  setup,
  naive,
  scene,
  isAsked,
  step,
  isAttack,
  ran,
}: {
  readonly scenario: Scenario;
  readonly setup: Setup | null;
  readonly naive: Verifier<Setup>;
  readonly scene: Scene | null;
  readonly isAsked: boolean;
  /** From 1. */
  readonly step: number;
  /** Whether the step is the last: its token is the forgery. */
  readonly isAttack: boolean;
  readonly ran: number;
}) {
  const duel = useRef<HTMLDivElement>(null);
  const shownRun = useRef(0);
  const isThere = scene !== null;
  useEffect(() => {
    const box = duel.current;
    if (!isThere || !box || shownRun.current === ran) return;
    shownRun.current = ran;
    // If it is in view, nothing moves.
    if (box.getBoundingClientRect().bottom > innerHeight) box.scrollIntoView({ block: "nearest" });
  }, [ran, isThere]);
  const waiting = isAsked ? "Asking." : "Not asked yet. Take the next step, or run the attack.";
  return (
    <div ref={duel} className="lab-duel" aria-live="polite">
      {(["naive", "hardened"] as const).map((which) => (
        <VerdictPane
          key={which}
          name={which === "naive" ? "Naive verifier" : "Hardened verifier"}
          summary={(which === "naive" ? naive : scenario.hardened).summary}
          verdict={scene?.[which] ?? null}
          words={scene && explained(scenario, setup, scene, which, { isAttack, isStart: step === 1 })}
          tone={scene ? toneOf(scene, which, step, isAttack) : undefined}
          waiting={waiting}
        />
      ))}
    </div>
  );
}

function VerdictPane({
  name,
  summary,
  verdict,
  words,
  tone,
  waiting,
}: {
  readonly name: string;
  readonly summary: string;
  readonly verdict: Verdict | null;
  readonly words: string | null;
  readonly tone: ReturnType<typeof toneOf> | undefined;
  readonly waiting: string;
}) {
  return (
    <section className="lab-verdict" aria-label={name} data-verdict={verdict?.verdict} data-tone={tone}>
      <div className="lab-said">
        {verdict && (
          <span className="badge">
            <Icon name={verdict.verdict === "rejected" ? "security" : tone === "right" ? "check" : "open"} />
          </span>
        )}
        <div>
          <h3>
            {name} <span className="meta">{summary}</span>
          </h3>
          {verdict === null ? (
            <p className="lab-waiting">{waiting}</p>
          ) : (
            <>
              <p className="big">{verdict.verdict === "accepted" ? "Accepted" : "Rejected"}</p>
              <p>
                <bdi>{words}</bdi>
              </p>
            </>
          )}
        </div>
      </div>
      {verdict && <Trace verdict={verdict} />}
    </section>
  );
}

function Trace({ verdict }: { readonly verdict: Verdict }) {
  return (
    <dl className="lab-trace">
      {verdict.trace.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
      {verdict.verdict === "accepted" ? (
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
  );
}
