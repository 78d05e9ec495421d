import { makeExample } from "../core/crypto/example.ts";
import { stringMember } from "../core/json/query.ts";
import { type GeneratedKey, generateKey } from "../core/keys/generate.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import type { Fixing } from "./fixing.ts";
import { headerIn } from "./json-layer.ts";
import { sealOf } from "./layer-actions.ts";
import { openWith } from "./opening.ts";
import { unseal } from "./sealing.ts";
import type { Inputs, View } from "./types.ts";
import type { Changes } from "./workbench.ts";

async function generateFor({ base, header, fields }: View, alg: string, curve?: string): Promise<GeneratedKey> {
  if (!base.form.startsWith("jwe")) return generateKey(alg);
  const { generateRecipientKey } = await import("../core/keys/generate-recipient.ts");
  const whole = headerIn(base, header.json, fields.edits);
  return generateRecipientKey(alg, stringMember(whole, "enc") ?? "", curve);
}

/**
 * Makes a key (pair) for the algorithm of the layer that `before` shows and puts it into that layer's fields, as one
 * step of Undo; decrypted content there is encrypted for it. An RSA key takes a while: it is discarded if `isWanted`
 * says that another was requested since and, with a notice, if a key was typed or the algorithm changed since
 * `before`. A notice reports a failure.
 */
export async function putKey(fixing: Fixing, before: View, isWanted: () => boolean, curve?: string): Promise<void> {
  const { changes } = fixing;
  const alg = before.algorithm.value;
  try {
    const made = await generateFor(before, alg, curve);
    if (!isWanted()) return;
    const view = changes.view();
    if (view.path !== before.path || changes.inputs().keys !== before.inputs.keys || view.algorithm.value !== alg) {
      return changes.notify("generate-late", { alg });
    }
    const mark = fixing.newMark();
    if (view.base.form === "jwe") unseal(fixing, mark);
    // A JSON form keeps its own text: it is re-encrypted in place.
    else if (view.base.form === "jwe-json" && view.base.payload !== null)
      changes.step(
        changes.here({
          plaintext: { of: view.base.text, text: view.base.payload.text, edited: true },
          signAgain: Math.max(view.fields.signAgain, 0) + 1,
          mode: "re-sign",
          seal: sealOf(view),
        }),
        mark,
      );
    const { keys, pageKeys } = changes.fields();
    const change: Partial<KeyInputs> =
      "secret" in made
        ? { secret: made.secret }
        : { publicKey: { text: made.publicKey }, privateKey: { text: made.privateKey } };
    changes.step(
      {
        ...changes.here({ keys: { ...keys, ...change }, pageKeys: { ...pageKeys, ...change } }),
        generated: "secret" in made ? made.secret.text : made.privateKey,
      },
      mark,
    );
    changes.notify("generated", { alg });
  } catch {
    changes.notify("generate-failed", { alg });
  }
}

/**
 * Makes an example (see `makeExample`, which says how it fails) and opens it, unless `isWanted` says that another was
 * requested since, or the user changed the token, a pane or a key since `before`.
 */
export async function openMade(changes: Changes, id: string, before: Inputs, isWanted: () => boolean): Promise<void> {
  const example = await makeExample(id, changes.view().clock.now);
  const { base, edits, keys } = changes.inputs();
  const isAsItWas = base === before.base && edits === before.edits && keys === before.keys;
  if (isWanted() && isAsItWas) openWith(changes, example);
}
