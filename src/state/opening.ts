import type { Example } from "../core/crypto/example.ts";
import { tokenArrives } from "./initial.ts";
import { atLayer, layerInputs } from "./layer-inputs.ts";
import type { Inputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** The inputs with a token that the page made, and the keys for it and its inner tokens. */
export function openedWith(before: Inputs, { token, keys, inside = {} }: Example): Inputs {
  let inputs: Inputs = { ...before, ...tokenArrives(token), made: true };
  for (const [path, made] of Object.entries({ ...inside, "": keys })) {
    const { keys: old, pageKeys } = layerInputs(inputs, path);
    inputs = { ...inputs, ...atLayer(inputs, path, { keys: { ...old, ...made }, pageKeys: { ...pageKeys, ...made } }) };
  }
  return inputs;
}

/** Opens a token that the page made, with the keys that belong to it; one step of Undo. */
export function openWith(changes: Changes, example: Example): void {
  changes.step(openedWith(changes.inputs(), example));
}
