import { useEffect, useRef } from "react";
import type { Screen } from "../../page/route.ts";
import { toFinding } from "../diagnosis/to-finding.ts";
import { shortcutOf } from "../help/shortcuts.ts";
import { usePanels } from "../Panels.tsx";
import { openSheet } from "../sheets/sheet.ts";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useWorkbench } from "../WorkbenchContext.tsx";
import { goToPart } from "./parts.ts";
import { useKeptFocus } from "./use-kept-focus.ts";

const FIELD = "input, textarea, select, [contenteditable]";

/** Handles the page's shortcuts from their table, and keeps the focus from being lost. Renders nothing. */
export function PageKeys({ screen }: { readonly screen: Screen }): null {
  const workbench = useWorkbench();
  const { view, actions } = workbench;
  useKeptFocus(workbench);
  const { show } = usePanels();
  const goTo = useGoTo();
  const at = useRef(-1);
  useEffect(() => {
    const goToFinding = (step: 1 | -1): boolean => {
      const { findings } = view.getState();
      if (findings.length === 0) return false;
      at.current =
        at.current < 0 && step < 0 ? findings.length - 1 : (at.current + step + findings.length) % findings.length;
      const place = findings[at.current]?.place;
      if (place !== undefined && goTo(place)) return true;
      toFinding(at.current, show);
      return true;
    };
    /** Runs a shortcut; false if there was nothing to do. */
    const act = (event: KeyboardEvent): boolean => {
      const inField = event.target instanceof Element && event.target.closest(FIELD) !== null;
      const shortcut = shortcutOf(event, inField, screen);
      switch (shortcut) {
        case null:
          return false;
        case "next-part":
          return goToPart(1);
        case "previous-part":
          return goToPart(-1);
        case "next-finding":
          return goToFinding(1);
        case "previous-finding":
          return goToFinding(-1);
        case "undo":
          actions.undo();
          return true;
        case "commands":
          openSheet("commands");
          return true;
        case "help":
          openSheet("help");
          return true;
      }
    };
    const press = (event: KeyboardEvent): void => {
      // Behind an open dialog the page does nothing.
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      if (act(event)) event.preventDefault();
    };
    // The rich editor uses Ctrl+K as the start of its own chords: the palette takes precedence.
    const pressFirst = (event: KeyboardEvent): void => {
      if (shortcutOf(event, true, screen) !== "commands") return;
      press(event);
      event.stopPropagation();
    };
    document.addEventListener("keydown", pressFirst, true);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", pressFirst, true);
      document.removeEventListener("keydown", press);
    };
  }, [view, actions, goTo, show, screen]);
  return null;
}
