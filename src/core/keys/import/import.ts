import { random } from "../../base/random.ts";
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
 * Imports a key for `subtle.verify` or `subtle.sign` (or for the software fallback). `use`, `key_ops`, `alg` and
 * `ext` are omitted: `fitKey` has already enforced them. Verifying uses only the public half. Imports are cached,
 * since a token is signed and verified with the same key on each keystroke. Rejects if the key is refused, or if
 * neither the browser nor software here supports the algorithm (check `isAvailable` first).
 */
export function importKey(material: KeyMaterial, row: SignatureAlgorithm, operation: KeyOperation): Promise<UsableKey> {
  const effective = rowForKey(row, material.jwk);
  const jwk = bareJwk(material.jwk, operation);
  return imports.get(`${operation} ${effective.alg} ${JSON.stringify(jwk)}`, async () => {
    const signer = (await isNative(effective)) ? null : await softwareFor(effective);
    if (signer) return { kind: "software", row: effective, jwk, signer };
    const { subtle } = globalThis.crypto;
    // Browsers require the primes, which RFC 7518 section 6.3.2 makes optional.
    const whole = operation === "sign" ? withPrimes(jwk, random) : jwk;
    const key = await subtle.importKey("jwk", whole as JsonWebKey, effective.importParams, false, [operation]);
    return { kind: "native", row: effective, key };
  });
}

/** A JWK with only the key's own members, in a fixed order. ML-DSA keys need their `alg` too (RFC 9964 section 3). */
export function bareJwk(jwk: JWK, operation: KeyOperation): JWK {
  const source = jwk as Readonly<Record<string, unknown>>;
  const { named = null, required = [], optional = [] } = KEY_TYPES.get(jwk.kty ?? "") ?? {};
  const names = ["kty", named ?? "", ...required, ...(operation === "sign" ? optional : [])];
  return Object.fromEntries(names.flatMap((name) => (typeof source[name] === "string" ? [[name, source[name]]] : [])));
}
