let focused: Element | null = null;

/** The field that the page itself focused and that the user has not touched since; null if none. */
export function ownFocus(): Element | null {
  return focused;
}

/** Notes that the page, and not the user, put the focus where it is. Any user action in the field ends that. */
export function noteOwnFocus(): void {
  const field = document.activeElement;
  if (field === null || field === document.body) return;
  focused = field;
  const ends = new AbortController();
  const end = (event: Event): void => {
    if (isNoTouch(event)) return;
    ends.abort();
    if (focused === field) focused = null;
  };
  for (const type of ["pointerdown", "keydown", "input", "blur"])
    field.addEventListener(type, end, { signal: ends.signal, capture: true });
}

/** The keys of the paste itself, and switching to another window to copy from. */
function isNoTouch(event: Event): boolean {
  if (event instanceof KeyboardEvent)
    return event.ctrlKey || event.metaKey || ["Control", "Meta", "Shift"].includes(event.key);
  return event.type === "blur" && !document.hasFocus();
}
