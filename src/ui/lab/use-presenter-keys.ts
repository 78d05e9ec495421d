import { useEffect } from "react";

/** A clicker's or keyboard's command to a presentation. */
interface PresenterKeys {
  readonly on: () => void;
  readonly back: () => void;
  readonly lesson: () => void;
  readonly notes: () => void;
  readonly run: () => void;
}

/** The command for a key; null for any other key. Clickers send Page Down and Page Up. */
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
      // The key presses a focused button instead.
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

/** Listens for them while `isOn`, on the document: a button that the last step disables loses the focus, and the keys must keep working. */
export function usePresenterKeys(isOn: boolean, acts: PresenterKeys): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
      const act = presenterAct(event, isOnButton);
      if (act === null) return;
      event.preventDefault();
      // Holding a clicker's button down would run through the whole course.
      if (!event.repeat) acts[act]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
