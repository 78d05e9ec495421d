import { flushSync } from "react-dom";
import { goTo } from "../../page/go-to.ts";

/** Leads to a field of another screen, which may still be loading. */
interface WayToField {
  /** Shows the screen and focuses the field, at once or when it appears. */
  readonly go: () => void;
  /** Called by the field once it is mounted. */
  readonly came: () => void;
}

/** Leads to the field that a selector finds on a fragment's screen; `arrived` is called once it has the focus. */
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
