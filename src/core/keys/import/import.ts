import type { JWK } from "jose";
import { isNative } from "../../crypto/capabilities.ts";
import { softwareFor } from "../../crypto/software/software.ts";
import { rowForKey, type SignatureAlgorithm } from "../../registry/algorithms.ts";
import { KEY_TYPES } from "../../registry/key-types.ts";
import { imports, type UsableKey } from "./import-secret.ts";
import { withPrimes } from "../numbers/rsa-primes.ts";
import type { KeyOperation } from "../fit/usage.ts";
import type { KeyMaterial } from "../types.ts";

/**
 * Makes a key ready for `subtle.verify` or `subtle.sign` (or for the software that stands in). `use`, `key_ops`, `alg` and
 * `ext` are left out: what they forbid was settled by `fitKey`. Verifying uses only the public half. Imports are cached,
 * since a live token is signed and judged with the same key on each keystroke. Rejects where the key is refused, or where
 * neither the browser nor software here does the algorithm (`isAvailable` tells before).
 */
export function importKey(material: KeyMaterial, row: SignatureAlgorithm, operation: KeyOperation): Promise<UsableKey> {
  const effective = rowForKey(row, material.jwk);
  const jwk = bareJwk(material.jwk, operation);
  return imports.get(`${operation} ${effective.alg} ${JSON.stringify(jwk)}`, async () => {
    const signer = (await isNative(effective)) ? null : await softwareFor(effective);
    if (signer) return { kind: "software", row: effective, jwk, signer };
    const { subtle } = globalThis.crypto;
    // Browsers ask for the primes that RFC 7518 section 6.3.2 allows to leave out.
    const whole = operation === "sign" ? withPrimes(jwk, random) : jwk;
    const key = await subtle.importKey("jwk", whole as JsonWebKey, effective.importParams, false, [operation]);
    return { kind: "native", row: effective, key };
  });
}

/** A JWK of the members that make up the key, in a fixed order. ML-DSA keys need their `alg` too (RFC 9964 section 3). */
export function bareJwk(jwk: JWK, operation: KeyOperation): JWK {
  const source = jwk as Readonly<Record<string, unknown>>;
  const { named = null, required = [], optional = [] } = KEY_TYPES.get(jwk.kty ?? "") ?? {};
  const names = ["kty", named ?? "", ...required, ...(operation === "sign" ? optional : [])];
  return Object.fromEntries(names.flatMap((name) => (typeof source[name] === "string" ? [[name, source[name]]] : [])));
}

function random(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
