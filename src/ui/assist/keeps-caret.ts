interface Preventable {
  readonly preventDefault: () => void;
}

const keep = (event: Preventable): void => event.preventDefault();

/** For a button that speaks of where the caret is: pressed, it leaves the focus to the field. */
export const KEEPS_CARET = { onPointerDown: keep, onMouseDown: keep } as const;
