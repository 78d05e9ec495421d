import type { Judgement, JudgementReason } from "../core/crypto/types.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import type { Solution } from "../core/solve/types.ts";
import type { Layer } from "./derive-layer.ts";

/**
 * Tries other readings of a key that did not verify; null while none is known or wanted. An offer: it does not affect
 * the verdict.
 */
export function trySolve(
  { token, base, keys, judgement, signing, onRequest, tasks: { solve } }: Layer,
  secure: boolean,
): Solution | null {
  const isSealed = base.form === "jws" || base.form === "jwe" || base.seal !== undefined;
  const isOriginal = token === base && !signing.pending && !onRequest && isSealed;
  // Of several signatures, the search is for the shown one.
  const own = judgement?.seals?.each[token.seal?.index ?? 0] ?? judgement;
  if (!isOriginal || own === null || !secure || keys.tokenKey !== undefined || !isWorthSolving(own, keys)) {
    solve.drop();
    return null;
  }
  const question = { token: token.text, detached: token.detached?.payload, seal: token.seal?.index, keys };
  solve.ask(question);
  return solve.read(question);
}

/**
 * Whether another reading of key or token could make it verify: there is a key, but it is wrong or unusable. A public
 * key with an HMAC token and no secret is the key confusion attack, or a test of it; a secret may have made a
 * signature that should need a public key.
 */
function isWorthSolving({ state, reason, key, encrypted }: Judgement, { publicKey, secret }: KeyInputs): boolean {
  if (encrypted !== undefined) return key?.source === "secret" && isAnotherSecret(reason);
  if (state === "no-key") return (reason.code === "no-secret" ? publicKey : secret).text.trim() !== "";
  if (state === "invalid") return reason.code !== "none-with-signature";
  return state === "key-error";
}

/** Whether the shared key or password failed to decrypt a token that is otherwise sound. */
function isAnotherSecret(reason: JudgementReason): boolean {
  if (reason.code === "tag-mismatch") return !reason.isKeyRight;
  return reason.code === "secret-length" || reason.code === "secret-encoding" || reason.code === "unwrap-failed";
}
