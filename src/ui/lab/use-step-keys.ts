import { useEffect } from "react";

/** Elements that keep their arrow keys: fields, and elements navigated by arrows. */
const OWNERS = "input, textarea, select, [contenteditable], .lab-scroll, .lab-cells";

/** Lets the arrow keys step anywhere on the page, except where arrows do something else or a dialog is open. */
export function useStepKeys(isOn: boolean, { back, on }: { readonly back: () => void; readonly on: () => void }): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (document.querySelector("dialog[open]") !== null) return;
      if (event.target instanceof Element && event.target.closest(OWNERS) !== null) return;
      const act = { ArrowLeft: back, ArrowRight: on }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
