import { Button } from "../Button.tsx";
import { usePanels } from "../Panels.tsx";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";
import type { NextStep } from "./action-words.ts";

/** The one filled button of the page. */
export function NextStepButton({ step }: { readonly step: NextStep }) {
  const actions = useActions();
  const { view } = useWorkbench();
  const { select } = usePanels();
  const take = (): void => {
    switch (step.kind) {
      case "example":
        return void actions.openExample("HS256");
      case "revert":
        return actions.revert();
      case "real-time":
        return actions.setSettings({ clock: { kind: "real" } });
      case "judge-large":
        return actions.judgeLarge();
      case "sign-hs256":
        actions.setMode("re-sign");
        actions.setAlgorithm("HS256");
        if (view.getState().inputs.keys.secret.text === "") void actions.generateKey();
        return;
      case "show":
        select(step.place);
        return;
      case "passphrase":
        // Its field stands in the key's.
        if (select(step.place))
          document.querySelector<HTMLElement>(`[data-drop="${step.place.pane}"] label textarea`)?.focus();
        return;
      case "fix":
        actions.applyFix(step.fix);
    }
  };
  return (
    <Button className="primary" onClick={take}>
      {step.label}
    </Button>
  );
}
