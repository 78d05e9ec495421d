import { flushSync } from "react-dom";
import { goTo } from "../../page/go-to.ts";

/** A way to a field of another screen, which may still be loading. */
interface WayToField {
  /** Shows the screen, with the focus in the field: at once where it is there, else when it comes. */
  readonly go: () => void;
  /** What the field does when it has come. */
  readonly came: () => void;
}

/** The way to the field that a selector finds on the screen of a fragment; `arrived` is called once it has the focus. */
export function wayToField(fragment: string, selector: string, arrived = (): void => {}): WayToField {
  let isDue = false;
  const go = (): void => {
    flushSync(() => goTo(fragment));
    const field = document.querySelector<HTMLElement>(selector);
    isDue = field === null;
    if (field === null) return;
    field.focus();
    arrived();
  };
  return {
    go,
    came() {
      if (isDue) go();
    },
  };
}
