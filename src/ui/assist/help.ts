import type { PaneHelp } from "../../editor/pane.ts";
import type { Workbench } from "../../state/workbench.ts";
import { surroundingsOf } from "./surroundings.ts";

/** What a JSON pane of the shown layer is asked about, from the view as it is then. */
export function helpFor({ view }: Workbench, pane: "header" | "payload"): PaneHelp {
  return { surroundings: () => surroundingsOf(view.getState(), pane) };
}
