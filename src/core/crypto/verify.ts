import type { UsableKey } from "../keys/import/import-secret.ts";

/** The input of a signature check. */
export interface SignedText {
  /** The JWS Signing Input (RFC 7515 section 5.2 step 8), in bytes. */
  readonly signingInput: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/**
 * Whether a signature is the key's, over the exact bytes of the token. Web Cryptography verifies, as it signs, with
 * the parameters of the algorithm's row, or software does. Other checks of a JWS library happen before (`preJudge`,
 * `fitKey`); tests show that both agree on every published case. Takes a key for verifying; rejects if the key cannot
 * be used.
 */
export async function verifySignature({ signingInput, signature }: SignedText, key: UsableKey): Promise<boolean> {
  if (key.kind === "software") return key.signer.verify(key.row.alg, key.jwk, signingInput, signature);
  return globalThis.crypto.subtle.verify(key.row.signParams, key.key, signature, signingInput);
}

/** Signs the exact bytes, whereas jose would rebuild the header. Takes a key for signing; rejects if it cannot be used. */
export async function signOctets(
  signingInput: Uint8Array<ArrayBuffer>,
  key: UsableKey,
): Promise<Uint8Array<ArrayBuffer>> {
  if (key.kind === "software") return Uint8Array.from(key.signer.sign(key.row.alg, key.jwk, signingInput));
  return new Uint8Array(await globalThis.crypto.subtle.sign(key.row.signParams, key.key, signingInput));
}
