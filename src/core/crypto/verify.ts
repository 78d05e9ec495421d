import { compactVerify, errors } from "jose";
import type { UsableKey } from "../keys/import.ts";

/** What a signature is checked against. */
export interface SignedText {
  /** `alg` of the header. */
  readonly alg: string;
  /** The whole compact serialisation. */
  readonly text: string;
  /** The JWS Signing Input (RFC 7515 section 5.2 step 8), in octets. */
  readonly signingInput: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/**
 * Whether a signature is that of the key. jose judges; where it refuses to (an RSA key under 2048 bits, an unencoded
 * payload beyond ASCII) the same question goes to the browser directly, for a person must have such a token judged too.
 * Takes a key for verifying; rejects where the key can not be used.
 */
export async function verifySignature(
  { alg, text, signingInput, signature }: SignedText,
  key: Exclude<UsableKey, { kind: "lacking" }>,
): Promise<boolean> {
  if (key.kind === "software") return key.signer.verify(key.row.alg, key.jwk, signingInput, signature);
  try {
    await compactVerify(text, key.key, { algorithms: [alg] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
  }
  return globalThis.crypto.subtle.verify(key.row.signParams, key.key, signature, signingInput);
}

/** Signs the exact octets, where jose would build the header anew. Takes a key for signing; rejects where it can not be used. */
export async function signOctets(
  signingInput: Uint8Array<ArrayBuffer>,
  key: Exclude<UsableKey, { kind: "lacking" }>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (key.kind === "software") return Uint8Array.from(key.signer.sign(key.row.alg, key.jwk, signingInput));
  return new Uint8Array(await globalThis.crypto.subtle.sign(key.row.signParams, key.key, signingInput));
}
