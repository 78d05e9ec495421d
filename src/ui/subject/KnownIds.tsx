import { useCallback, useEffect } from "react";
import { Button } from "../Button.tsx";
import { LongText } from "../LongText.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { knownIdsCame } from "./to-known-ids.ts";

/** The ids that the service knows; the field shows only the beginning of a long list. */
export function KnownIds() {
  const ids = useView(({ inputs }) => inputs.knownIds);
  const { setNotes } = useActions();
  const set = useCallback((knownIds: string) => setNotes({ knownIds }), [setNotes]);
  useEffect(knownIdsCame, []);
  return (
    <div className="known">
      <LongText
        label="Known user ids"
        text={ids}
        set={set}
        rows={3}
        wrap="off"
        placeholder="Ids that your service knows, one per line, or CSV. They stay in this page."
        whenLong={
          <p className="row meta">
            <span>Only the start of the list is shown. Pasting replaces it.</span>
            <Button className="small" onClick={() => set("")}>
              Clear the ids
            </Button>
          </p>
        }
      />
    </div>
  );
}
