import { useCallback } from "react";
import { FIELD_ATTRIBUTES } from "../../editor/field-attributes.ts";
import { Button } from "../Button.tsx";
import { useLongText } from "../use-long-text.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The ids that the service knows; of a long list the field shows the beginning. */
export function KnownIds() {
  const ids = useView(({ inputs }) => inputs.knownIds);
  const { setNotes } = useActions();
  const set = useCallback((knownIds: string) => setNotes({ knownIds }), [setNotes]);
  const { ref, shown, isLong, change } = useLongText(ids, set);
  return (
    <div className="known">
      <label className="fld">
        <span>Known user ids</span>
        <textarea
          {...FIELD_ATTRIBUTES}
          ref={ref}
          className="in"
          rows={3}
          wrap="off"
          placeholder="Ids that your service knows, one a line, or CSV. They stay in this page."
          value={shown}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      </label>
      {isLong && (
        <p className="row meta">
          <span>The field shows the beginning of the list. What you paste takes its place.</span>
          <Button className="small" onClick={() => set("")}>
            Clear the ids
          </Button>
        </p>
      )}
    </div>
  );
}
