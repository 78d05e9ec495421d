import type { KeyInputs, SecretEncoding } from "../core/keys/types.ts";
import { remembered } from "./remembering.ts";
import type { Runs } from "./runs.ts";
import type { Actions, LayerInputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** The tools of the key fields. */
interface KeyFields extends Runs {
  readonly changes: Changes;
  readonly refuses: Actions["refuses"];
}

type Named = "publicKey" | "privateKey";

/** Changes the shown layer's keys; `field` names the field, so a run of typing is one step of Undo. */
function setKeys({ changes, mark }: KeyFields, change: Partial<KeyInputs>, field?: string): void {
  const run = field === undefined ? undefined : mark(`${field} of ${changes.view().path}`);
  changes.set(changes.here({ keys: { ...changes.fields().keys, ...change }, ...remembered(changes.view()) }), run);
}

/** Puts a text into the field "Secret". */
export function setSecret(text: string, fields: KeyFields): void {
  const { secret } = fields.changes.fields().keys;
  if (text === secret.text || fields.refuses(text.length)) return;
  setKeys(fields, { secret: { text, encoding: secret.encoding } }, "secret");
}

/** Reads the secret in another encoding. The text stays, and so does what its JWK says about its use. */
export function setSecretEncoding(encoding: SecretEncoding, fields: KeyFields): void {
  setKeys(fields, { secret: { ...fields.changes.fields().keys.secret, encoding } });
}

/** Puts a text into the field of an asymmetric key; its passphrase stays. */
export function setKeyField(name: Named, text: string, fields: KeyFields): void {
  const { passphrase, text: old } = fields.changes.fields().keys[name];
  if (text === old || fields.refuses(text.length)) return;
  setKeys(fields, { [name]: { text, ...(passphrase === undefined ? {} : { passphrase }) } }, name);
}

/** Sets the passphrase of the key in a field. */
export function setPassphrase(name: Named, passphrase: string, fields: KeyFields): void {
  setKeys(fields, { [name]: { ...fields.changes.fields().keys[name], passphrase } }, `passphrase of ${name}`);
}

/** Whether a field holds the user's own key (not one the page made): ask before replacing it. */
export function userKeys({ keys, pageKeys }: Pick<LayerInputs, "keys" | "pageKeys">) {
  const own = (name: "secret" | Named): boolean => !["", pageKeys[name].text].includes(keys[name].text);
  return { secret: own("secret"), pair: own("publicKey") || own("privateKey") };
}
