import { useState } from "react";
import type { Scenario, Setup, Verifier } from "../../core/lab/types.ts";
import { Pane } from "./Pane.tsx";
import { SourceCode } from "./SourceCode.tsx";

/** The naive verifier's code with its guilty line, or the hardened one's, to compare. */
export function Flaw({ scenario, naive }: { readonly scenario: Scenario; readonly naive: Verifier<Setup> }) {
  const [shown, show] = useState<"naive" | "hardened">("naive");
  const { file } = shown === "naive" ? naive : scenario.hardened;
  return (
    <Pane
      title={shown === "naive" ? "The flaw" : "The defence"}
      meta={`the code that runs: ${file.replace(/^.*\//, "")}`}
      tools={
        <fieldset className="lab-switch" aria-label="Verifier code">
          {(["naive", "hardened"] as const).map((which) => (
            <button key={which} type="button" aria-pressed={shown === which} onClick={() => show(which)}>
              {which === "naive" ? "Naive" : "Hardened"}
            </button>
          ))}
        </fieldset>
      }
    >
      <SourceCode file={file} label={shown === "naive" ? "Code with the flaw" : "Code without the flaw"} />
    </Pane>
  );
}
