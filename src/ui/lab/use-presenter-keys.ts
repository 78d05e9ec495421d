import { useEffect } from "react";

/** A clicker's or keyboard's command to a presentation. */
interface PresenterKeys {
  readonly on: () => void;
  readonly back: () => void;
  readonly lesson: () => void;
  readonly notes: () => void;
  readonly run: () => void;
}

/** What a key asks for; null for any other key. Clickers send Page Down and Page Up. */
export function presenterAct(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  isOnButton: boolean,
): keyof PresenterKeys | null {
  switch (key) {
    case "ArrowRight":
    case "PageDown":
      return "on";
    case "ArrowLeft":
    case "PageUp":
      return "back";
    case " ":
      // A button that has the focus is pressed by it.
      return isOnButton ? null : shiftKey ? "back" : "on";
    case "l":
    case "L":
      return "lesson";
    case "n":
    case "N":
      return "notes";
    case "r":
    case "R":
      return "run";
    default:
      return null;
  }
}

/** Listens for them while `isOn`. On the document: a button that the last step switches off loses the focus, and the keys go on. */
export function usePresenterKeys(isOn: boolean, acts: PresenterKeys): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
      const act = presenterAct(event, isOnButton);
      if (act === null) return;
      event.preventDefault();
      // A clicker whose button is held down would run through the whole course.
      if (!event.repeat) acts[act]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
