import { useState } from "react";
import { readSource } from "../../core/lab/sources.ts";
import type { Scenario, Setup, Verifier } from "../../core/lab/types.ts";
import { Icon } from "../Icon.tsx";
import { Pane } from "./Pane.tsx";
import { SourceCode } from "./SourceCode.tsx";

/**
 * The naive verifier's code, or the hardened one's to compare. The line with the flaw is highlighted at a step where
 * it `decides`; null before the verifiers were asked.
 */
export function Flaw({
  scenario,
  naive,
  decides,
}: {
  readonly scenario: Scenario;
  readonly naive: Verifier<Setup>;
  readonly decides: boolean | null;
}) {
  const [shown, show] = useState<"naive" | "hardened">("naive");
  const { file } = shown === "naive" ? naive : scenario.hardened;
  return (
    <Pane
      title={shown === "naive" ? "The flaw" : "The defence"}
      meta={`the code that runs: ${file.replace(/^.*\//, "")}`}
      className="lab-codepane"
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
      <SourceCode
        file={file}
        label={shown === "naive" ? "Code with the flaw" : "Code without the flaw"}
        lit={shown === "naive" && decides === true}
      />
      {shown === "naive" && <Guilt file={file} decides={decides} />}
    </Pane>
  );
}

/** What the highlighted line does wrong, or that it does not matter here. */
function Guilt({ file, decides }: { readonly file: string; readonly decides: boolean | null }) {
  if (decides === true)
    return readSource(file).map(
      ({ number, guilty }) =>
        guilty !== null && (
          <p key={number} className="lab-guilt">
            <Icon name="error" />
            <span>
              Line {number}: {guilty}
            </span>
          </p>
        ),
    );
  return (
    <p className="lab-guilt is-quiet">
      {decides === null
        ? "One of these lines lets the forgery in. Which one?"
        : "The flaw does not matter at this step."}
    </p>
  );
}
