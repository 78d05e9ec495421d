import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { FIELD_ATTRIBUTES } from "../editor/field-attributes.ts";

/** Of a longer text only the beginning is shown: a text area with that many lines would stall. */
const SHOWN = 20_000;

/** A text area whose text may be long. For a long one it shows the beginning and `whenLong`, and a paste replaces it. */
export function LongText({
  label,
  text,
  set,
  rows,
  wrap,
  placeholder,
  whenLong,
}: {
  readonly label: string;
  readonly text: string;
  /** Must keep its identity between renders. */
  readonly set: (text: string) => void;
  readonly rows: number;
  readonly wrap?: "off";
  readonly placeholder: string;
  readonly whenLong: ReactNode;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const isLong = text.length > SHOWN;
  useLongInsertions(ref, isLong, set);
  return (
    <>
      <label className="field">
        <span>{label}</span>
        <textarea
          {...FIELD_ATTRIBUTES}
          ref={ref}
          className="input"
          rows={rows}
          wrap={wrap}
          placeholder={placeholder}
          value={isLong ? `${text.slice(0, 2000)}\n…` : text}
          onChange={({ currentTarget }) => {
            if (!isLong) set(currentTarget.value);
          }}
        />
      </label>
      {isLong && whenLong}
    </>
  );
}

/**
 * Keeps a text area from stalling. Browsers insert many lines in quadratic time, so an insertion of `from` characters
 * or more is intercepted and passed to `set`.
 */
export function useLongInsertions(
  ref: RefObject<HTMLTextAreaElement | null>,
  isLong: boolean,
  set: (text: string) => void,
  from = 1000,
): void {
  useEffect(() => {
    const field = ref.current;
    if (field === null) return;
    const take = (event: Event, inserted: string): void => {
      if (inserted.length < from && !isLong) return;
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
  }, [ref, isLong, set, from]);
}
