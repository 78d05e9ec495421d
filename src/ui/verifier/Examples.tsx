import { useEffect, useState } from "react";
import type { VerifierExample } from "../../core/verifier/examples.ts";
import { readsKind } from "../../core/verifier/load-read.ts";
import { Button } from "../Button.tsx";
import { Options } from "../Options.tsx";
import { Select } from "../Select.tsx";
import { useActions, useView, useWorkbench } from "../WorkbenchContext.tsx";
import { useReader } from "./use-reader.ts";

/** Examples of refusals: one press puts a token and the configuration that refuses it into their fields. */
export function Examples() {
  const examples = useExamples();
  const [kind, choose] = useState("");
  const [isMade, make] = useState(false);
  const now = useView(({ clock }) => clock.now);
  const { view } = useWorkbench();
  const { applyFix } = useActions();
  const offered = examples.filter((one) => readsKind(one.kind));
  const example = offered.find((one) => one.kind === kind) ?? offered[0];
  if (example === undefined) return null;
  async function open(chosen: VerifierExample): Promise<void> {
    make(true);
    try {
      const { inputs: before } = view.getState();
      const [{ makeToken }, { claimsAt }] = await Promise.all([
        import("../../core/crypto/example.ts"),
        import("../../core/verifier/examples.ts"),
      ]);
      const token = await makeToken(chosen.alg, claimsAt(chosen, now));
      const { base, verifier } = view.getState().inputs;
      // Text typed while the key was being made stays.
      if (base === before.base && verifier === before.verifier)
        applyFix({ kind: "verifier", text: chosen.configuration, token });
    } finally {
      make(false);
    }
  }
  return (
    <div className="row verifier-examples">
      <Select label="Example of a refusal" value={example.kind} onChange={choose}>
        <Options of={offered.map(({ kind, title }) => [kind, title])} />
      </Select>
      <Button className="small" icon="open" disabled={isMade} onClick={() => void open(example)}>
        Open the example
      </Button>
    </div>
  );
}

/** All examples, loaded when they are first shown. */
function useExamples(): readonly VerifierExample[] {
  const [examples, set] = useState<readonly VerifierExample[]>([]);
  useReader();
  useEffect(() => {
    import("../../core/verifier/examples.ts").then(
      (module) => set(module.VERIFIER_EXAMPLES),
      () => undefined,
    );
  }, []);
  return examples;
}
