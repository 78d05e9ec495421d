import { useEffect, useRef } from "react";
import { usePanels } from "../Panels.tsx";
import { useWorkbench } from "../WorkbenchContext.tsx";

/** Keys of the page: F8 and Shift+F8 go through the findings; Ctrl+Z outside a field is the page's Undo. Shows nothing. */
export function PageKeys(): null {
  const { view, actions } = useWorkbench();
  const { select, show } = usePanels();
  const at = useRef(-1);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === "F8") {
        const { findings } = view.getState();
        if (findings.length === 0) return;
        event.preventDefault();
        const step = event.shiftKey ? -1 : 1;
        at.current =
          at.current < 0 && step < 0 ? findings.length - 1 : (at.current + step + findings.length) % findings.length;
        const place = findings[at.current]?.place;
        if (place !== undefined && select(place)) return;
        show("diagnosis");
        document.querySelectorAll<HTMLElement>("#p-diag .find")[at.current]?.focus();
      } else if (
        event.key.toLowerCase() === "z" &&
        (event.ctrlKey || event.metaKey) &&
        !event.shiftKey &&
        !event.altKey
      ) {
        if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]"))
          return;
        event.preventDefault();
        actions.undo();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [view, actions, select, show]);
  return null;
}
