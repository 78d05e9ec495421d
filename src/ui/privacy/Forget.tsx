import { useState } from "react";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** What the page still holds after "Clear all", and the button that erases it, including other screens' data. */
export function Forget() {
  const { forgetEverything } = useActions();
  const canUndo = useView(({ canUndo }) => canUndo);
  const [done, setDone] = useState(false);
  return (
    <div className="forget">
      <p>
        “Clear all” empties the fields, but Undo can restore them. “Forget everything” also erases the undo history, the
        policy and all results. It cannot be undone.
      </p>
      <p className="meta">
        The page then holds no reference to any of it. The browser decides when to free that memory, and the clipboard
        keeps what you copied.
      </p>
      <div className="row">
        <Button
          icon="clear"
          onClick={() => {
            forgetEverything();
            setDone(true);
          }}
        >
          Forget everything
        </Button>
        <span className="meta" aria-live="polite">
          {done && !canUndo && "Forgotten"}
        </span>
      </div>
    </div>
  );
}
