import { useEffect } from "react";

/** Elements that keep their arrow keys: fields, and elements navigated by arrows. */
const OWNERS = "input, textarea, select, [contenteditable], .lab-scroll, .lab-cells";
/** Elements that keep Enter: with Ctrl it opens a link in a new tab. */
const PRESSED = "a[href], button, summary";

interface StepKeys {
  readonly back: () => void;
  readonly on: () => void;
  readonly run: () => void;
}

/**
 * Lets the arrow keys step on and back, and Ctrl+Enter (or Command) run the attack, anywhere on the page but where these keys
 * do something else, or a dialog is open.
 */
export function useStepKeys(isOn: boolean, acts: StepKeys): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, target, repeat } = event;
      if (event.defaultPrevented || altKey || shiftKey || document.querySelector("dialog[open]") !== null) return;
      if (target instanceof Element && target.closest(OWNERS) !== null) return;
      const act = stepAct(key, ctrlKey || metaKey);
      if (act === null || (act === "run" && target instanceof Element && target.closest(PRESSED) !== null)) return;
      event.preventDefault();
      if (act !== "run" || !repeat) acts[act]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

/** What a key asks for, pressed alone or with Ctrl or Command; null for any other key. */
export function stepAct(key: string, hasMod: boolean): keyof StepKeys | null {
  if (hasMod) return key === "Enter" ? "run" : null;
  return key === "ArrowLeft" ? "back" : key === "ArrowRight" ? "on" : null;
}
