import { readFileText } from "../core/share/file.ts";
import { readLinkText } from "../core/share/link.ts";
import type { SharedView } from "../core/share/view.ts";
import { tokenArrives } from "./initial.ts";
import { NO_KEYS } from "../core/keys/no-keys.ts";
import { layerInputs } from "./layer-inputs.ts";
import { loadActs } from "./load-acts.ts";
import type { Inputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** The kind under which a notice lists a note. */
const KINDS = { policy: "policy", errorMessage: "error", verifier: "verifier" } as const;

/** Opens the text of a shared-view link as one step of Undo with this mark; a failure changes nothing and is reported. */
export async function openLink(changes: Changes, text: string, mark: string): Promise<void> {
  const reading = readLinkText(text);
  if (reading.kind === "fault") {
    changes.notify("shared-fault", { fault: reading.fault, version: reading.version });
    return;
  }
  await openView(changes, reading.view, mark);
}

/** Opens the text of a shared-view file in the same way. Returns whether it is one. */
export function openFile(changes: Changes, text: string, mark: string): boolean {
  const view = readFileText(text);
  if (view === null) return false;
  if (view === "other") changes.notify("shared-fault", { fault: "file" });
  else void openView(changes, view, mark);
  return true;
}

async function openView(changes: Changes, view: SharedView, mark: string): Promise<void> {
  // The words that mark it as a claim must have loaded first.
  await loadActs();
  changes.step(inputsOf(view, changes.inputs()), mark);
  const { clock, notes } = view;
  if (clock !== null) changes.setSettings({ clock: { kind: "stopped", at: clock.at }, leeway: clock.leeway });
  const placed = Object.entries(KINDS).flatMap(([name, kind]) => (name in notes ? [kind] : []));
  changes.notify("placed", { what: ["shared-view", ...placed].join(" "), mark });
}

/** The change that opens a view: its token, the verification keys, and what was typed beside it. Anything it lacks stays unchanged. */
function inputsOf(view: SharedView, inputs: Inputs): Partial<Inputs> {
  const { token, content, detached, notes, signed, hidden, claimed } = view;
  const given = Object.entries(view.keys).map(([path, keys]) => {
    const text = JSON.stringify(keys.length === 1 ? keys[0] : { keys }, null, 2);
    return [path, { ...layerInputs(inputs, path).keys, publicKey: { text } }] as const;
  });
  // Encrypted content is shown decrypted: a key in the field would re-encrypt it.
  const opened = Object.keys(content).map((path) => [path, NO_KEYS] as const);
  return {
    ...tokenArrives(token),
    ...notes,
    made: false,
    path: view.layer,
    keys: { ...inputs.keys, ...Object.fromEntries([...given, ...opened]) },
    linkKeys: [],
    detached: { ...detached },
    plaintext: content,
    shared: { of: token, isWhole: signed && !hidden, claimed },
  };
}
