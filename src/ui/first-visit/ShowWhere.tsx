import { flushSync } from "react-dom";
import { lastMember } from "../../core/json/query.ts";
import type { View } from "../../state/types.ts";
import { Button } from "../Button.tsx";
import { usePanels } from "../Panels.tsx";
import { useWorkbench } from "../WorkbenchContext.tsx";
import type { Step } from "./steps.ts";
import { STEP_WORDS } from "./words.ts";

/** What gets the focus when a step's place is not a text pane. */
const CONTROL: Readonly<Partial<Record<Step, string>>> = {
  verify: "#p-sig textarea",
  break: '#p-sig [role="radiogroup"] label:last-of-type input',
  mend: "#p-diag .find button",
};
const START = { start: 0, end: 0 };

/** Brings the place of a step into sight, with the focus in it: on a phone its panel too. */
export function ShowWhere({ step }: { readonly step: Step }) {
  const { view } = useWorkbench();
  const { select, show } = usePanels();
  const lead = (): void => {
    flushSync(() => show(STEP_WORDS[step].panel));
    if (step === "paste" && select({ pane: "token", range: START })) return;
    if (step === "edit" && select({ pane: "payload", range: subjectIn(view.getState()) })) return;
    if (step === "verify" && select({ pane: "secret", range: START })) return;
    const control = document.querySelector<HTMLElement>(CONTROL[step] ?? "#p-token textarea");
    control?.scrollIntoView({ block: "nearest" });
    control?.focus();
  };
  return (
    <Button className="small" onClick={lead}>
      Show me where
    </Button>
  );
}

/** The value of `sub` in the payload pane, without its quotes; its start if there is none. */
function subjectIn({ payload }: View): { readonly start: number; readonly end: number } {
  const value = payload.json.root?.type === "object" ? lastMember(payload.json.root, "sub")?.value : undefined;
  return value?.type === "string" ? { start: value.range.start + 1, end: value.range.end - 1 } : START;
}
