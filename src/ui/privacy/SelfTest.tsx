import { useSyncExternalStore } from "react";
import { PROBES } from "../../core/privacy/probes.ts";
import { createSelfTest } from "../../page/privacy/self-test.ts";
import { Button } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { outcomeWords, PROBE_NAMES, summaryWords } from "./words.ts";

/** One for the page: its result stays when the panel moves to another place. */
const selfTest = createSelfTest();

/** The test of the policy that is in force here, now: each way out is tried, at an address that does not exist. */
export function SelfTest() {
  const { phase, outcomes } = useSyncExternalStore(selfTest.subscribe, selfTest.state);
  const known = PROBES.flatMap(({ id }) => {
    const outcome = outcomes[id];
    return outcome === undefined ? [] : [[id, outcome] as const];
  });
  const open = known.some(([, { result }]) => result === "allowed");
  return (
    <div className="self-test">
      <div className="row">
        <Button icon="security" onClick={() => void selfTest.run()}>
          Run self-test
        </Button>
        <span className="meta">
          tries {PROBES.length} ways out, at <code>probe.invalid</code>, which does not exist
        </span>
      </div>
      <p className={`summary ${open ? "sev-error" : "sev-ok"}`} role="status" aria-label="Self-test">
        {phase === "running" && "Trying."}
        {phase === "done" && (
          <>
            <Icon name={open ? "error" : "ok"} />
            <span>{summaryWords(known)}</span>
          </>
        )}
      </p>
      {known.length > 0 && (
        <ul className="probes" aria-label="Ways out">
          {known.map(([id, outcome]) => (
            <li
              key={id}
              className={outcome.result === "blocked" ? "sev-ok" : "sev-error"}
              data-probe={id}
              data-result={outcome.result}
            >
              <Icon name={outcome.result === "blocked" ? "check" : "error"} />
              <b>{PROBE_NAMES[id]}</b> <span>{outcomeWords(outcome)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
