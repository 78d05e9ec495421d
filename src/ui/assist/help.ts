import type { PaneHelp } from "../../editor/pane.ts";
import type { Workbench } from "../../state/workbench.ts";
import { surroundingsOf } from "./surroundings.ts";

/** Answers a JSON pane's questions from the current view of the shown layer. */
export function helpFor({ view, actions }: Workbench, pane: "header" | "payload"): PaneHelp {
  return {
    surroundings: () => surroundingsOf(view.getState(), pane),
    async mendings(offset) {
      const { mendingsAt } = await import("./mending.ts");
      return mendingsAt(view.getState(), pane, offset).map(({ label, about, does }) => ({
        label,
        about,
        run: () => ("fix" in does ? actions.applyFix(does.fix) : actions.editPane(pane, does.text)),
      }));
    },
  };
}
