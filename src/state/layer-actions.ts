import type { KeyInputs } from "../core/keys/types.ts";
import { withoutInner } from "./layer-inputs.ts";
import type { Runs } from "./runs.ts";
import type { Actions } from "./types.ts";
import type { Changes } from "./workbench.ts";

type Named =
  | "showLayer"
  | "editPane"
  | "setSecret"
  | "setSecretEncoding"
  | "setKeyField"
  | "setPassphrase"
  | "setMode"
  | "signAgain";

/** Puts a whole text into a pane; `mark` as with `Changes.step`. */
export type PutPane = (pane: "header" | "payload", text: string, mark: string | null) => void;

/** Puts a text into a pane of the layer that is shown. A payload that was typed holds the tokens inside it as they were shown. */
export function paneIn(changes: Changes): PutPane {
  return (pane, text, mark) => {
    const view = changes.view();
    if (view[pane].readOnly !== null || text === view[pane].text) return;
    const { [pane]: _, ...others } = view.fields.edits;
    const edits = text === view.put[pane] ? others : { ...others, [pane]: text };
    const around = pane === "payload" ? withoutInner(changes.inputs(), view.path) : {};
    changes.step(changes.here({ edits, signAgain: 0 }, around), mark);
  };
}

/** What a person does with the layer that is shown: its panes, keys and signature. */
export function layerActions(
  changes: Changes,
  { mark }: Runs,
  putPane: PutPane,
  refuses: Actions["refuses"],
): Pick<Actions, Named> {
  /** A field of a layer, for a run of typing. */
  const field = (name: string): string => `${name} of ${changes.view().path}`;
  const setKeys = (change: Partial<KeyInputs>, run?: string): void =>
    changes.set(changes.here({ keys: { ...changes.fields().keys, ...change } }), run);
  return {
    showLayer: (path) => changes.set({ path }),
    editPane(pane, text, entry = "begins") {
      if (!refuses(text.length)) putPane(pane, text, mark(field(pane), entry));
    },
    setSecret(text) {
      const { secret } = changes.fields().keys;
      if (text === secret.text || refuses(text.length)) return;
      setKeys({ secret: { text, encoding: secret.encoding } }, mark(field("secret")));
    },
    setSecretEncoding(encoding) {
      // The text is the same, and so is what the JWK that it came from says of its use.
      setKeys({ secret: { ...changes.fields().keys.secret, encoding } });
    },
    setKeyField(name, text) {
      const { passphrase, text: old } = changes.fields().keys[name];
      if (text === old || refuses(text.length)) return;
      setKeys({ [name]: { text, ...(passphrase === undefined ? {} : { passphrase }) } }, mark(field(name)));
    },
    setPassphrase(name, passphrase) {
      setKeys({ [name]: { ...changes.fields().keys[name], passphrase } }, mark(field(`passphrase of ${name}`)));
    },
    setMode(mode) {
      changes.step(changes.here({ mode }));
    },
    signAgain() {
      changes.step(changes.here({ signAgain: changes.fields().signAgain + 1, mode: "re-sign" }));
    },
  };
}
