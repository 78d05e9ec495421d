import { useCallback } from "react";
import { flushSync } from "react-dom";
import { goTo } from "../../page/go-to.ts";
import { currentRoute, screenOf } from "../../page/route.ts";
import type { Place } from "../../core/rules/types.ts";
import { usePanels } from "../Panels.tsx";
import { useWorkbench } from "../WorkbenchContext.tsx";
import { inPanes } from "./outward.ts";

/** Selects a finding's place in its pane; false if no pane has it. */
export function useGoTo(): (place: Place) => boolean {
  const { view } = useWorkbench();
  const { select } = usePanels();
  return useCallback(
    (place) => {
      const shown = inPanes(view.getState(), place);
      if (shown === null) return false;
      // Every screen shows the token; only the workbench has the other panes.
      if (shown.pane !== "token" && screenOf(currentRoute()) !== "workbench") flushSync(() => goTo("#/"));
      return select(shown);
    },
    [view, select],
  );
}
