import type { NextStep } from "../../core/verdict/types.ts";
import { Button } from "../Button.tsx";
import { useDeskMark } from "../desk-mark.ts";
import { noteOwnFocus } from "../frame/own-focus.ts";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";

/** The one filled button of the page. */
export function NextStepButton({ step, label }: { readonly step: NextStep; readonly label: string }) {
  const actions = useActions();
  const { view } = useWorkbench();
  const goTo = useGoTo();
  useDeskMark("copies", step.kind === "copy");
  const take = (): void => {
    switch (step.kind) {
      case "example":
        return void actions.openExample("HS256");
      case "copy":
        return void actions.copy("token");
      case "judge-large":
        return actions.judgeLarge();
      case "sign-hs256":
        actions.setMode("re-sign");
        actions.setAlgorithm("HS256");
        if (view.getState().fields.keys.secret.text === "") void actions.generateKey();
        return;
      case "show":
        goTo(step.place);
        return;
      case "go-to-field":
        if (goTo(step.place)) noteOwnFocus();
        return;
      case "passphrase":
        // Its field is inside the key's field.
        if (goTo(step.place))
          document.querySelector<HTMLElement>(`[data-drop="${step.place.pane}"] label textarea`)?.focus();
        return;
      case "fix":
        if (step.finding.fix !== undefined) actions.applyFix(step.finding.fix);
    }
  };
  return (
    <Button className="primary" onClick={take}>
      {label}
    </Button>
  );
}
