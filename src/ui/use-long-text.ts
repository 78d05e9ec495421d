import { type RefObject, useEffect, useRef } from "react";

/** Past this many characters a field shows the beginning of its text alone: a text area with its lines would stall. */
const SHOWN = 20_000;

/** A text area whose text may be long. */
export interface LongText {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  /** What the field shows. */
  readonly shown: string;
  /** The field shows the beginning alone; what is pasted takes the text's place. */
  readonly isLong: boolean;
  readonly change: (shown: string) => void;
}

/**
 * Keeps a text area from stalling. A browser inserts many lines in quadratic time, so that a long insertion is taken out of
 * its hands: it goes straight to `set`, and the field shows where the text begins. `set` must stay the same function.
 */
export function useLongText(text: string, set: (text: string) => void): LongText {
  const ref = useRef<HTMLTextAreaElement>(null);
  const isLong = text.length > SHOWN;
  useEffect(() => {
    const field = ref.current;
    if (field === null) return;
    const take = (event: Event, inserted: string): void => {
      if (inserted.length < 1000 && !isLong) return;
      event.preventDefault();
      const { selectionStart, selectionEnd, value } = field;
      set(isLong ? inserted : value.slice(0, selectionStart) + inserted + value.slice(selectionEnd));
    };
    const paste = (event: ClipboardEvent): void => take(event, event.clipboardData?.getData("text/plain") ?? "");
    const before = (event: InputEvent): void => {
      if (event.data !== null) take(event, event.data);
      else if (isLong && event.inputType.startsWith("delete")) {
        event.preventDefault();
        set("");
      }
    };
    field.addEventListener("paste", paste);
    field.addEventListener("beforeinput", before);
    return () => {
      field.removeEventListener("paste", paste);
      field.removeEventListener("beforeinput", before);
    };
  }, [isLong, set]);
  return {
    ref,
    shown: isLong ? `${text.slice(0, 2000)}\n…` : text,
    isLong,
    change: (shown) => {
      if (!isLong) set(shown);
    },
  };
}
