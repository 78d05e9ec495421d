import { ml_dsa44, ml_dsa65, ml_dsa87 } from "@noble/post-quantum/ml-dsa.js";
import { encodeBase64Url } from "../../text/base64url.ts";
import { octets } from "./octets.ts";
import type { SoftwareSigner } from "./software.ts";

const SETS = new Map([
  ["ML-DSA-44", ml_dsa44],
  ["ML-DSA-65", ml_dsa65],
  ["ML-DSA-87", ml_dsa87],
]);

function parameterSet(alg: string) {
  const set = SETS.get(alg);
  if (!set) throw new Error(`${alg} is not a parameter set of ML-DSA`);
  return set;
}

/** The key pair of a 32-byte seed (FIPS 204 algorithm 1). Throws for an unknown parameter set. */
export function keysOfSeed(
  alg: string,
  seed: Uint8Array,
): { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array } {
  return parameterSet(alg).keygen(seed);
}

/** Bytes of the seed that an AKP JWK carries as `priv` (RFC 9964 section 3); the expanded key is derived from it. */
const SEED_BYTES = 32;

/** ML-DSA with an empty context string (FIPS 204, RFC 9964 section 3). */
export const signer: SoftwareSigner = {
  verify(alg, jwk, message, signature) {
    const set = parameterSet(alg);
    const key = octets(jwk, "pub");
    if (key.length !== set.lengths.publicKey)
      throw new Error(`An ${alg} public key has ${set.lengths.publicKey} bytes`);
    try {
      return set.verify(signature, message, key);
    } catch {
      return false;
    }
  },
  sign(alg, jwk, message) {
    const { secretKey } = keysOfSeed(alg, octets(jwk, "priv"));
    return Uint8Array.from(parameterSet(alg).sign(message, secretKey));
  },
  generate(alg) {
    const seed = globalThis.crypto.getRandomValues(new Uint8Array(SEED_BYTES));
    const { publicKey } = keysOfSeed(alg, seed);
    return { kty: "AKP", alg, pub: encodeBase64Url(publicKey), priv: encodeBase64Url(seed) };
  },
};
