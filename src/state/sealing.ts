import { isUnsealed, unsealed } from "../core/envelope/unsealed.ts";
import { decodeSecret } from "../core/keys/secret.ts";
import { recipientFitting } from "../core/crypto/jwe/fit-recipient.ts";
import { keyManagementRow } from "../core/registry/encryption-algorithms.ts";
import type { KeyReading } from "../core/keys/types.ts";
import { minifyJson } from "../core/json/minify.ts";
import { type Fixing, replaceToken } from "./fixing.ts";
import { tokenArrives } from "./initial.ts";
import { atLayer } from "./layer-inputs.ts";
import type { LayerInputs, SignatureMode, View } from "./types.ts";
import type { Changes } from "./workbench.ts";

/**
 * Replaces the shown layer's token and records its content, as a step with this mark: the content no longer depends
 * on a key.
 */
function putToken(fixing: Fixing, of: string, text: string, mark: string, more: Partial<LayerInputs> = {}): void {
  replaceToken(of, fixing, mark);
  fixing.changes.step(fixing.changes.here({ plaintext: { of, text }, ...more }), mark);
}

/**
 * Removes the shown layer's encryption if its content is known, so it is encrypted for the next key; part of the step
 * with this mark. Returns whether the content is known.
 */
export function unseal(fixing: Fixing, mark: string): boolean {
  const { token, header, payload, base } = fixing.changes.view();
  if (payload.readOnly !== null || token.payload === null) return false;
  if (!isUnsealed(base.text)) putToken(fixing, unsealed(minifyJson(header.text)), token.payload.text, mark);
  return true;
}

/** What happens to signature or ciphertext on an edit. A ciphertext made here can be kept. */
export function setMode(mode: SignatureMode, fixing: Fixing): void {
  const { changes, newMark } = fixing;
  const { base, token } = changes.view();
  if (mode === "keep" && isUnsealed(base.text) && !isUnsealed(token.text) && token.payload !== null)
    return putToken(fixing, token.text, token.payload.text, newMark(), { mode });
  changes.step(changes.here({ mode }));
}

/** Makes a text the content of an encrypted token, for the key in the fields: one step of Undo. Without a key it waits for one. */
export function newEncrypted(content: string, changes: Changes): void {
  const made = unsealed(headerFor(changes.view()));
  const inputs = { ...changes.inputs(), ...tokenArrives(made) };
  changes.step({
    ...tokenArrives(made),
    made: true,
    ...atLayer(inputs, "", { mode: "re-sign", plaintext: { of: made, text: content } }),
  });
}

/** The header of a token for the available key: a supported algorithm, as widely implemented as possible. */
function headerFor({ publicKey, privateKey, fields }: View): string {
  const alg =
    [publicKey, privateKey].flatMap((reading) => algorithmFor(reading) ?? [])[0] ?? forSecret(fields.keys.secret);
  return JSON.stringify({ alg, enc: "A256GCM" });
}

const USUAL = ["RSA-OAEP-256", "ECDH-ES+A256KW"] as const;

function algorithmFor(reading: KeyReading | null): string | null {
  if (reading?.kind !== "keys") return null;
  for (const key of reading.keys) {
    const own = typeof key.jwk.alg === "string" ? keyManagementRow(key.jwk.alg) : null;
    for (const alg of [...(own ? [own.alg] : []), ...USUAL]) {
      const row = keyManagementRow(alg);
      if (row && recipientFitting(row, null, "encrypt").fit(key).kind === "fits") return alg;
    }
  }
  return null;
}

/** A secret of key length is used as a key, any other as a password; without one the token is for a public key. */
function forSecret(secret: LayerInputs["keys"]["secret"]): string {
  if (secret.text === "") return USUAL[0];
  const decoding = decodeSecret(secret);
  return "bytes" in decoding && decoding.bytes.length === 32 ? "dir" : "PBES2-HS256+A128KW";
}
