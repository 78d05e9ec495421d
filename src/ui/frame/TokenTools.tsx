import { Button } from "../Button.tsx";
import { openSheet } from "../sheets/sheet.ts";
import { MoreExamples } from "../start/MoreExamples.tsx";
import { holdsKey } from "../../state/layer-inputs.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";
import { PasteButton } from "./PasteButton.tsx";

/** Buttons to get and share a token, and to undo. Without a token there is nothing to share, and the field has its own paste button. */
export function TokenTools() {
  const empty = useView(({ token }) => token.text === "");
  const canUndo = useView(({ canUndo }) => canUndo);
  const canClear = useView(({ inputs }) => inputs.base !== "" || holdsKey(inputs));
  const actions = useActions();
  return (
    <>
      {!empty && <PasteButton />}
      <span className="split">
        <Button icon="dice" onClick={() => void actions.openExample("HS256")}>
          Example token
        </Button>
        <MoreExamples />
      </span>
      {!empty && (
        <Button icon="share" onClick={() => openSheet("share")}>
          Share
        </Button>
      )}
      {(canUndo || canClear) && (
        <>
          <span className="sep" />
          <Button
            className="icon"
            icon="undo"
            name="Undo"
            title="Undo (Ctrl+Z outside a field)"
            disabled={!canUndo}
            onClick={actions.undo}
          />
          <Button
            className="icon"
            icon="clear"
            name="Clear all"
            title="Clear all"
            disabled={!canClear}
            onClick={actions.clearAll}
          />
        </>
      )}
      <span className="sep" />
    </>
  );
}
