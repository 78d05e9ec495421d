import type { ReportFinding } from "../core/report/types.ts";
import type { ShareInput } from "../core/share/make.ts";
import { NOTE_NAMES } from "../core/share/view.ts";
import type { View } from "./types.ts";

/** The input of a shared view; `findings` are those of a report without secrets. */
export function shareInput(view: View, findings: readonly ReportFinding[]): ShareInput {
  const { inputs, layers, path, whole, clock, solution, shared } = view;
  const [outermost, ...others] = layers;
  return {
    layers:
      outermost === undefined
        ? []
        : [{ ...outermost, token: { ...outermost.token, text: whole.text } }, ...others].map((layer) => ({
            path: layer.path,
            token: layer.token,
            state: layer.state,
            key: layer.judgement?.key?.material ?? null,
          })),
    layer: path,
    arrived: inputs.pasted,
    keys: inputs.keys,
    readings: [view.publicKey, view.privateKey],
    secrets: [
      inputs.generated,
      solution?.discovery?.secret?.text ?? "",
      ...inputs.linkKeys.filter((text) => !/"kty"|BEGIN PUBLIC|BEGIN CERT/.test(text)),
    ],
    detached: inputs.detached,
    clock,
    notes: Object.fromEntries(NOTE_NAMES.map((name) => [name, inputs[name]])) as ShareInput["notes"],
    findings,
    claimed: shared?.claimed ?? null,
  };
}
