import { useEffect, useState, useSyncExternalStore } from "react";
import "../../page/moved-nodes.ts";
import { naiveOf, showsForgery, variantOf } from "../../core/lab/run.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Scenario } from "../../core/lab/types.ts";
import { currentRoute, onRouteChange } from "../../page/route.ts";
import "../drawings.ts";
import { AttackSteps } from "./AttackSteps.tsx";
import { Duel } from "./Duel.tsx";
import { Flaw } from "./Flaw.tsx";
import "./lab.css";
import { readLabRoute, writeLabRoute } from "./route.ts";
import { useAttack } from "./use-attack.ts";

/**
 * One scenario for a frame in somebody's page: flaw, attack, verdicts. It has no field for keys or tokens, and takes nothing
 * from the address but which scenario, variant and step it is.
 */
export function EmbedScreen() {
  const fragment = useSyncExternalStore(onRouteChange, currentRoute);
  const { page } = readLabRoute(fragment);
  const scenario = SCENARIOS.find(({ id }) => id === page);
  return (
    <main className="lab lab-embed" id="main">
      {scenario ? (
        <EmbeddedScenario key={fragment} scenario={scenario} fragment={fragment} />
      ) : (
        <p className="lab-problem">
          There is no such scenario. The address ends in <code>embed.html#/lab/</code> and a scenario&apos;s name.
        </p>
      )}
    </main>
  );
}

/** The URL of the full lab: a page beside this one; the single file contains both, and shows this one with `?embed`. */
function startPage(): string {
  return location.search === "?embed" ? location.pathname : "./";
}

function EmbeddedScenario({ scenario, fragment }: { readonly scenario: Scenario; readonly fragment: string }) {
  const start = readLabRoute(fragment);
  const [step, setStep] = useState(start.step);
  const [variant, setVariant] = useState(variantOf(scenario, start.variant));
  const { forgery, outcome, running, ran, problem, run } = useAttack(scenario, variant);
  const naive = naiveOf(scenario, variant);
  const toForgery = (): void => setStep(forgery?.steps.length ?? 1);
  useEffect(() => {
    document.title = `${scenario.title}, Jotscope`;
  }, [scenario]);
  return (
    <>
      <header className="lab-lhead">
        <div>
          <h1>{scenario.title}</h1>
          <p className="lead">{scenario.summary}</p>
        </div>
        <a
          className="btn"
          href={`${startPage()}${writeLabRoute({ page: scenario.id })}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          Open in the attack lab
        </a>
      </header>
      {problem !== null && (
        <p className="lab-problem" role="alert">
          This could not be carried out here: {problem}
        </p>
      )}
      <Flaw scenario={scenario} naive={naive} />
      <AttackSteps
        scenario={scenario}
        forgery={forgery}
        variant={variant}
        step={step}
        running={running}
        onStep={setStep}
        onVariant={(id) => {
          setVariant(id);
          setStep(1);
        }}
        onRun={() => {
          run();
          toForgery();
        }}
      />
      <Duel
        scenario={scenario}
        naive={naive}
        outcome={outcome}
        ran={ran}
        onForgery={forgery === null || showsForgery(forgery, step) ? null : toForgery}
      />
      <p className="lead">{scenario.lesson}</p>
    </>
  );
}
