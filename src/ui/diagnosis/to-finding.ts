import { flushSync } from "react-dom";
import { currentRoute, screenOf } from "../../page/route.ts";
import { setFold } from "../fold.ts";
import type { Panel } from "../Panels.tsx";

/** Brings a finding of the list into view and focuses it; on a phone `show` opens its panel. */
export function toFinding(index: number, show: (panel: Panel) => void): void {
  flushSync(() => {
    show("diagnosis");
    setFold(screenOf(currentRoute()) === "workbench" ? "diagnosis" : "diagnosis beside", true);
  });
  document.querySelectorAll<HTMLElement>("#p-diag .find")[index]?.focus();
}
