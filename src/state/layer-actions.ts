import { withoutInner } from "./layer-inputs.ts";
import { withActs } from "./load-acts.ts";
import type { Runs } from "./runs.ts";
import type { Actions, ChosenSeal, View } from "./types.ts";
import type { Changes } from "./workbench.ts";

type Named =
  | "showLayer"
  | "editPane"
  | "setSecret"
  | "setSecretEncoding"
  | "setKeyField"
  | "setPassphrase"
  | "signAgain";

/** Puts a whole text into a pane; `mark` as with `Changes.step`. */
export type PutPane = (pane: "header" | "payload", text: string, mark: string | null, isTyped?: boolean) => void;

/** Puts a text into a pane of the shown layer. A typed payload contains inner tokens as shown. */
export function paneIn(changes: Changes): PutPane {
  return (pane, text, mark, isTyped) => {
    const view = changes.view();
    // Bytes shown as hex cannot be edited; a fix may replace them with text.
    if ((view[pane].readOnly ?? "binary") !== "binary" || text === view[pane].text) return;
    const { [pane]: _, ...others } = view.fields.edits;
    const edits = text === view.put[pane] ? others : { ...others, [pane]: text };
    const around = pane === "payload" ? withoutInner(changes.inputs(), view.path) : {};
    changes.step(changes.here({ edits, signAgain: 0, seal: sealOf(view) }, around), mark, isTyped);
  };
}

/** Editing or signing selects the shown signature. */
export function sealOf({ fields, base: { seal } }: View): ChosenSeal | null {
  return fields.seal ?? (seal ? { index: seal.index } : null);
}

/** User actions on the shown layer: its panes, keys and signature. */
export function layerActions(
  changes: Changes,
  runs: Runs,
  putPane: PutPane,
  refuses: Actions["refuses"],
): Pick<Actions, Named> {
  const fields = { changes, ...runs, refuses };
  return {
    showLayer: (path) => changes.set({ path }),
    editPane(pane, text, entry = "begins") {
      if (!refuses(text.length) && changes.view()[pane].readOnly === null)
        putPane(pane, text, runs.mark(`${pane} of ${changes.view().path}`, entry), entry === "typed");
    },
    setSecret: (text) => withActs((acts) => acts.setSecret(text, fields)),
    setSecretEncoding: (encoding) => withActs((acts) => acts.setSecretEncoding(encoding, fields)),
    setKeyField: (name, text) => withActs((acts) => acts.setKeyField(name, text, fields)),
    setPassphrase: (name, passphrase) => withActs((acts) => acts.setPassphrase(name, passphrase, fields)),
    signAgain() {
      const view = changes.view();
      changes.step(
        changes.here({ signAgain: Math.max(view.fields.signAgain, 0) + 1, mode: "re-sign", seal: sealOf(view) }),
      );
    },
  };
}
