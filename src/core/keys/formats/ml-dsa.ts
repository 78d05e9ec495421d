import { ml_dsa44, ml_dsa65, ml_dsa87 } from "@noble/post-quantum/ml-dsa.js";

const SETS = new Map([
  ["ML-DSA-44", ml_dsa44],
  ["ML-DSA-65", ml_dsa65],
  ["ML-DSA-87", ml_dsa87],
]);

/** The pair that is made from a seed of 32 octets (FIPS 204 algorithm 1). Null for an unknown parameter set. */
export function keysOfSeed(
  name: string,
  seed: Uint8Array,
): { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array } | null {
  return SETS.get(name)?.keygen(seed) ?? null;
}

/** The public key that belongs to a seed; empty for an unknown parameter set. */
export function publicKeyOfSeed(name: string, seed: Uint8Array): Uint8Array {
  return keysOfSeed(name, seed)?.publicKey ?? new Uint8Array();
}
