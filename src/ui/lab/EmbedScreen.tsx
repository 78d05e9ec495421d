import { useEffect, useState, useSyncExternalStore } from "react";
import "../../page/moved-nodes.ts";
import { variantOf } from "../../core/lab/run.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Scenario } from "../../core/lab/types.ts";
import { currentRoute, onRouteChange } from "../../page/route.ts";
import "../drawings.ts";
import "./lab.css";
import { readLabRoute, writeLabRoute } from "./route.ts";
import { Stage } from "./Stage.tsx";
import { useAttack } from "./use-attack.ts";
import { VariantSelect } from "./VariantSelect.tsx";

/**
 * One scenario for a frame in another page: flaw, attack, verdicts. It has no field for keys or tokens, and reads
 * only scenario, variant and step from the address.
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
        <p className="lead">
          This frame shows one attack of the lab. Its address ends in <code>embed.html#/lab/</code> and the name of the
          attack, as in <a href="#/lab/alg-none">embed.html#/lab/alg-none</a>.
        </p>
      )}
    </main>
  );
}

/**
 * The URL of the full lab: a page next to this one; the single file contains both, and shows this one with `?embed`.
 */
function startPage(): string {
  return location.search === "?embed" ? location.pathname : "./";
}

function EmbeddedScenario({ scenario, fragment }: { readonly scenario: Scenario; readonly fragment: string }) {
  const start = readLabRoute(fragment);
  const [step, setStep] = useState(start.step);
  const [variant, setVariant] = useState(variantOf(scenario, start.variant));
  const state = useAttack(scenario, variant, null);
  useEffect(() => {
    document.title = `${scenario.title}, Jotscope`;
  }, [scenario]);
  return (
    <>
      <header className="lab-lhead">
        <div className="lab-ltitle">
          <h1>{scenario.title}</h1>
          <p>{scenario.summary}</p>
        </div>
        <div className="lab-row">
          <VariantSelect
            scenario={scenario}
            variant={variant}
            onVariant={(id) => {
              setVariant(id);
              setStep(1);
            }}
          />
          <a
            className="btn"
            href={`${startPage()}${writeLabRoute({ page: scenario.id })}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            Open in the attack lab
          </a>
        </div>
      </header>
      {state.problem !== null && (
        <p className="lab-problem" role="alert">
          This could not be carried out here: {state.problem}
        </p>
      )}
      <Stage key={variant} scenario={scenario} variant={variant} state={state} step={step} onStep={setStep} />
      <p className="lead">{scenario.lesson}</p>
    </>
  );
}
