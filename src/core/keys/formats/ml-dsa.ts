import { ml_dsa44, ml_dsa65, ml_dsa87 } from "@noble/post-quantum/ml-dsa.js";

const SETS = new Map([
  ["ML-DSA-44", ml_dsa44],
  ["ML-DSA-65", ml_dsa65],
  ["ML-DSA-87", ml_dsa87],
]);

/** The public key that belongs to a seed of 32 octets (FIPS 204 algorithm 1). Empty for an unknown parameter set. */
export function publicKeyOfSeed(name: string, seed: Uint8Array): Uint8Array {
  return SETS.get(name)?.keygen(seed).publicKey ?? new Uint8Array();
}
