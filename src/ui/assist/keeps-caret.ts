interface Preventable {
  readonly preventDefault: () => void;
}

const keep = (event: Preventable): void => event.preventDefault();

/** For buttons about the caret: pressing one leaves the focus in the field. */
export const KEEPS_CARET = { onPointerDown: keep, onMouseDown: keep } as const;
