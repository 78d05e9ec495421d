import { useEffect, useRef } from "react";
import { FAMILIES } from "../../core/lab/families.ts";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import { Done } from "./Done.tsx";
import type { Progress } from "./progress.ts";
import { writeLabRoute } from "./route.ts";

/** All scenarios in a list that opens over the page, out of the way when closed. Escape closes it. */
export function ScenarioNav({ current, progress }: { readonly current: string; readonly progress: Progress }) {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: KeyboardEvent | PointerEvent): void => {
      const list = fold.current;
      if (!list?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        list.querySelector("summary")?.focus();
      } else if (event.target instanceof Node && list.contains(event.target)) return;
      list.open = false;
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);
  return (
    <details
      ref={fold}
      className="lab-jump"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) currentTarget.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
      }}
    >
      <summary>Other attacks</summary>
      <nav className="lab-side" aria-label="Scenarios">
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
                      <span className="ref">{scenario.number}</span>
                      <span className="lesson-name">{scenario.title}</span>
                      <Done done={progress.seen.has(scenario.id)} />
                    </a>
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ol>
      </nav>
    </details>
  );
}
