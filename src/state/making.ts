import { type Example, makeExample } from "../core/crypto/example.ts";
import { generateKey } from "../core/keys/generate.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import type { Inputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/**
 * Makes a key (pair) for an algorithm and puts it into the fields of the layer at `path`, as one step of Undo. An RSA key takes its time: it is
 * dropped where `isWanted` says that another was asked for since, and, with a notice, where a key was typed or the
 * algorithm left since `before`. Where it cannot be made a notice says so.
 */
export async function putKey(
  changes: Changes,
  alg: string,
  path: string,
  before: Inputs,
  isWanted: () => boolean,
): Promise<void> {
  try {
    const made = await generateKey(alg);
    if (!isWanted()) return;
    const { keys, pageKeys } = changes.fields();
    const view = changes.view();
    if (view.path !== path || changes.inputs().keys !== before.keys || view.algorithm.value !== alg) {
      return changes.notify("generate-late", { alg });
    }
    const change: Partial<KeyInputs> =
      "secret" in made
        ? { secret: made.secret }
        : { publicKey: { text: made.publicKey }, privateKey: { text: made.privateKey } };
    changes.step({
      ...changes.here({ keys: { ...keys, ...change }, pageKeys: { ...pageKeys, ...change } }),
      generated: "secret" in made ? made.secret.text : made.privateKey,
    });
    changes.notify("generated", { alg });
  } catch {
    changes.notify("generate-failed", { alg });
  }
}

/**
 * Makes an example (see `makeExample`, which says how it fails); null where `isWanted` says that another was asked for
 * since, or the token, a pane or a key was changed since `before`: the user's change wins.
 */
export async function exampleOf(
  changes: Changes,
  id: string,
  before: Inputs,
  isWanted: () => boolean,
): Promise<Example | null> {
  const example = await makeExample(id, changes.view().clock.now);
  const { base, edits, keys } = changes.inputs();
  const isAsItWas = base === before.base && edits === before.edits && keys === before.keys;
  return isWanted() && isAsItWas ? example : null;
}
