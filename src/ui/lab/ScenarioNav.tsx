import { useEffect, useRef } from "react";
import { FAMILIES } from "../../core/lab/families.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Progress } from "./progress.ts";
import { writeLabRoute } from "./route.ts";
import { SeenDot } from "./SeenDot.tsx";

/** The list beside a scenario, in teaching order; on narrow screens it folds away. */
export function ScenarioNav({ current, progress }: { readonly current: string; readonly progress: Progress }) {
  const side = useRef<HTMLElement>(null);
  useEffect(() => {
    side.current?.querySelector(`[href="${writeLabRoute({ page: current })}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav ref={side} className="lab-side" aria-label="Scenarios">
      <h2>
        <a href={writeLabRoute({})}>All scenarios</a>
        <span className="meta">in teaching order</span>
      </h2>
      <ol>
        {FAMILIES.filter(({ id }) => SCENARIOS.some(({ family }) => family === id)).map(({ id, title }) => (
          <li key={id}>
            <h3>{title}</h3>
            <ol>
              {SCENARIOS.filter(({ family }) => family === id).map((scenario) => (
                <li key={scenario.id}>
                  <a
                    href={writeLabRoute({ page: scenario.id })}
                    aria-current={scenario.id === current ? "page" : undefined}
                  >
                    <SeenDot seen={progress.seen.has(scenario.id)} />
                    <span className="lesson-name">{scenario.title}</span>
                    <span className="ref">§{scenario.clause.section}</span>
                  </a>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  );
}
