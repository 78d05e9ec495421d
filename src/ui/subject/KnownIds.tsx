import { useEffect, useRef } from "react";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** Past this many characters the field shows the beginning of the list alone: a text area with its lines would stall. */
const SHOWN = 20_000;

/**
 * The ids that the service knows. A browser inserts many lines into a text area in quadratic time, so that a long insertion
 * is taken out of its hands: it goes straight to the list, and the field shows where the list begins.
 */
export function KnownIds() {
  const ids = useView(({ inputs }) => inputs.knownIds);
  const { setNotes } = useActions();
  const area = useRef<HTMLTextAreaElement>(null);
  const isLong = ids.length > SHOWN;
  useEffect(() => {
    const field = area.current;
    if (field === null) return;
    const take = (event: Event, text: string): void => {
      if (text.length < 1000 && !isLong) return;
      event.preventDefault();
      const { selectionStart, selectionEnd, value } = field;
      setNotes({ knownIds: isLong ? text : value.slice(0, selectionStart) + text + value.slice(selectionEnd) });
    };
    const paste = (event: ClipboardEvent): void => take(event, event.clipboardData?.getData("text/plain") ?? "");
    const before = (event: InputEvent): void => {
      if (event.data !== null) take(event, event.data);
      else if (isLong && event.inputType.startsWith("delete")) {
        event.preventDefault();
        setNotes({ knownIds: "" });
      }
    };
    field.addEventListener("paste", paste);
    field.addEventListener("beforeinput", before);
    return () => {
      field.removeEventListener("paste", paste);
      field.removeEventListener("beforeinput", before);
    };
  }, [isLong, setNotes]);
  return (
    <div className="known">
      <label className="fld">
        <span>Known user ids</span>
        <textarea
          {...FIELD_ATTRIBUTES}
          ref={area}
          className="in"
          rows={3}
          wrap="off"
          placeholder="Ids that your service knows, one a line, or CSV. They stay in this page."
          value={isLong ? `${ids.slice(0, 2000)}\n…` : ids}
          onChange={({ currentTarget }) => {
            if (!isLong) setNotes({ knownIds: currentTarget.value });
          }}
        />
      </label>
      {isLong && (
        <p className="row meta">
          <span>The field shows the beginning of the list. What you paste takes its place.</span>
          <Button className="small" onClick={() => setNotes({ knownIds: "" })}>
            Clear the ids
          </Button>
        </p>
      )}
    </div>
  );
}
