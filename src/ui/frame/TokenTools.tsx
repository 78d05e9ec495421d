import { Button } from "../Button.tsx";
import { MoreExamples } from "../start/MoreExamples.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** Where a token comes from, and the ways back. */
export function TokenTools() {
  const canUndo = useView(({ canUndo }) => canUndo);
  const canClear = useView(
    ({ inputs }) => inputs.base !== "" || Object.values(inputs.keys).some(({ text }) => text !== ""),
  );
  const actions = useActions();
  const paste = async (): Promise<void> => {
    try {
      actions.openText(await navigator.clipboard.readText());
    } catch {
      // Refused or not there: the field is where a paste by keyboard goes.
      document.querySelector<HTMLElement>("#p-token textarea, #p-token [role=textbox]")?.focus();
    }
  };
  return (
    <>
      <Button
        icon="paste"
        name="Paste a token"
        title="Paste a token (Ctrl+V works anywhere)"
        onClick={() => void paste()}
      >
        Paste
      </Button>
      <span className="split">
        <Button icon="dice" onClick={() => void actions.openExample("HS256")}>
          Example token
        </Button>
        <MoreExamples />
      </span>
      <span className="sep" />
      <Button icon="undo" disabled={!canUndo} onClick={actions.undo}>
        Undo
      </Button>
      <Button icon="clear" disabled={!canClear} onClick={actions.clearAll}>
        Clear all
      </Button>
      <span className="sep" />
    </>
  );
}
