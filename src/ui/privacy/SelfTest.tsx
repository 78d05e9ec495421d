import { useSyncExternalStore } from "react";
import type { Outcome } from "../../core/privacy/judge.ts";
import type { Probe } from "../../core/privacy/probes.ts";
import { createSelfTest } from "../../page/privacy/self-test.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { outcomeWords, PROBE_NAMES, summaryWords, toneOf } from "./words.ts";

/** One for the page: its result stays when the panel moves. */
const selfTest = createSelfTest();

const LOOK = {
  shut: { severity: "sev-ok", icon: "check" },
  open: { severity: "sev-info", icon: "info" },
  wrong: { severity: "sev-error", icon: "error" },
} as const;

/** Tests the policy in force right now: tries each way out, to another server and to the page's own. */
export function SelfTest() {
  const { phase, outcomes } = useSyncExternalStore(selfTest.subscribe, selfTest.state);
  const { probes } = selfTest;
  const known = probes.flatMap((probe) => {
    const outcome = outcomes[probe.id];
    return outcome === undefined ? [] : [[probe, outcome] as const];
  });
  const wrong = known.some(([probe, outcome]) => toneOf(probe, outcome) === "wrong");
  const hasOwn = probes.some(({ to }) => to === "own");
  return (
    <div className="self-test">
      <div className="row">
        <Button icon="security" onClick={() => void selfTest.run()}>
          Run self-test
        </Button>
        <span className="meta">
          tries {probes.length} ways out: to <code>probe.invalid</code>, which does not exist
          {hasOwn && ", and to this page's own server"}
        </span>
      </div>
      <p className={`summary ${wrong ? "sev-error" : "sev-ok"}`} role="status" aria-label="Self-test">
        {phase === "running" && "Running…"}
        {phase === "done" && (
          <>
            <Icon name={wrong ? "error" : "ok"} />
            <span>{summaryWords(known)}</span>
          </>
        )}
      </p>
      <Ways title="To other servers" known={known.filter(([{ to }]) => to === "elsewhere")} />
      <Ways title="To this page's own server" known={known.filter(([{ to }]) => to === "own")} />
    </div>
  );
}

function Ways({ title, known }: { readonly title: string; readonly known: readonly (readonly [Probe, Outcome])[] }) {
  if (known.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className="probes" aria-label={title}>
        {known.map(([probe, outcome]) => {
          const { severity, icon } = LOOK[toneOf(probe, outcome)];
          return (
            <li key={probe.id} className={severity} data-probe={probe.id} data-result={outcome.result}>
              <Icon name={icon} />
              <b>{PROBE_NAMES[probe.kind]}</b> <span>{outcomeWords(probe, outcome)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
