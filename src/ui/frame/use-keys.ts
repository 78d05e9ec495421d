import { useEffect, useRef } from "react";
import { openHelp } from "../help/sheet.ts";
import { shortcutOf } from "../help/shortcuts.ts";
import { usePanels } from "../Panels.tsx";
import { useWorkbench } from "../WorkbenchContext.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";

const FIELD = "input, textarea, select, [contenteditable]";

/** Acts on the keys of the page, as the table of shortcuts has them, and keeps the focus from being lost. Shows nothing. */
export function PageKeys({ screen }: { readonly screen: "workbench" | "lab" }): null {
  const workbench = useWorkbench();
  const { view, actions } = workbench;
  useKeptFocus(workbench);
  const { select, show } = usePanels();
  const at = useRef(-1);
  useEffect(() => {
    const goToFinding = (step: 1 | -1): boolean => {
      const { findings } = view.getState();
      if (findings.length === 0) return false;
      at.current =
        at.current < 0 && step < 0 ? findings.length - 1 : (at.current + step + findings.length) % findings.length;
      const place = findings[at.current]?.place;
      if (place !== undefined && select(place)) return true;
      show("diagnosis");
      document.querySelectorAll<HTMLElement>("#p-diag .find")[at.current]?.focus();
      return true;
    };
    /** Does what a key stands for; false where there was nothing to do. */
    const act = (event: KeyboardEvent): boolean => {
      const inField = event.target instanceof Element && event.target.closest(FIELD) !== null;
      const shortcut = shortcutOf(event, inField, screen);
      switch (shortcut) {
        case null:
          return false;
        case "next-finding":
          return goToFinding(1);
        case "previous-finding":
          return goToFinding(-1);
        case "undo":
          actions.undo();
          return true;
        case "help":
          openHelp();
          return true;
      }
    };
    const press = (event: KeyboardEvent): void => {
      // Behind an open dialog the page rests.
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      if (act(event)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [view, actions, select, show, screen]);
  return null;
}
