import type { JWK } from "jose";
import { isNative } from "../crypto/capabilities.ts";
import { softwareFor, type SoftwareSigner } from "../crypto/software/software.ts";
import { rowForKey, type SignatureAlgorithm } from "../registry/algorithms.ts";
import type { KeyOperation } from "./fit.ts";
import type { KeyMaterial } from "./types.ts";

/** A key that is ready for one algorithm and operation; `row` is that of the key's own curve. */
export type UsableKey =
  | { readonly kind: "native"; readonly row: SignatureAlgorithm; readonly key: CryptoKey }
  | { readonly kind: "software"; readonly row: SignatureAlgorithm; readonly jwk: JWK; readonly signer: SoftwareSigner }
  /** Neither the browser nor any software here does the row. */
  | { readonly kind: "lacking"; readonly row: SignatureAlgorithm };

const PUBLIC_MEMBERS = ["kty", "crv", "x", "y", "n", "e", "pub"] as const;
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "priv"] as const;

/** How many imported keys are kept: those of the fields, and of a set whose keys are tried with each keystroke. */
const KEPT = 100;
const kept = new Map<string, Promise<UsableKey>>();

/**
 * Makes a key ready for `subtle.verify` or `subtle.sign` (or for the software that stands in). `use`, `key_ops`, `alg` and
 * `ext` are left out: what they forbid was settled by `fitKey`. Verifying takes the public half only. Imports are kept,
 * since a live token is signed and judged with the same key at each keystroke. Rejects where the key is refused.
 */
export function importKey(material: KeyMaterial, row: SignatureAlgorithm, operation: KeyOperation): Promise<UsableKey> {
  const effective = rowForKey(row, material.jwk);
  const jwk = bareJwk(material.jwk, operation);
  return keep(`${operation} ${effective.alg} ${JSON.stringify(jwk)}`, async () => {
    if (!(await isNative(effective))) {
      const signer = await softwareFor(effective);
      return signer ? { kind: "software", row: effective, jwk, signer } : { kind: "lacking", row: effective };
    }
    const { subtle } = globalThis.crypto;
    const whole = operation === "sign" ? await completed(jwk) : jwk;
    const key = await subtle.importKey("jwk", whole as JsonWebKey, effective.importParams, false, [operation]);
    return { kind: "native", row: effective, key };
  });
}

/** As `importKey`, for the octets of an HMAC secret. Rejects where they are none: Web Cryptography refuses an empty key. */
export function importSecret(
  bytes: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  operation: KeyOperation,
): Promise<UsableKey> {
  return keep(`${operation} ${row.alg} ${bytes.join()}`, async () => {
    const { subtle } = globalThis.crypto;
    return { kind: "native", row, key: await subtle.importKey("raw", bytes, row.importParams, false, [operation]) };
  });
}

/** A JWK of the members that make up the key, in a fixed order. ML-DSA keys need their `alg` too (RFC 9964 section 3). */
function bareJwk(jwk: JWK, operation: KeyOperation): JWK {
  const source = jwk as Readonly<Record<string, unknown>>;
  const names = operation === "sign" ? [...PUBLIC_MEMBERS, ...PRIVATE_MEMBERS] : PUBLIC_MEMBERS;
  const entries = names.flatMap((name) => (typeof source[name] === "string" ? [[name, source[name]] as const] : []));
  return { ...Object.fromEntries(entries), ...(jwk.kty === "AKP" && jwk.alg !== undefined ? { alg: jwk.alg } : {}) };
}

/** An RSA private key of `n`, `e` and `d` alone is allowed (RFC 7518 section 6.3.2), and gets the primes that browsers ask for. */
async function completed(jwk: JWK): Promise<JWK> {
  if (jwk.kty !== "RSA" || jwk.p !== undefined) return jwk;
  const { withPrimes } = await import("./rsa-primes.ts");
  return withPrimes(jwk, (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)));
}

function keep(name: string, make: () => Promise<UsableKey>): Promise<UsableKey> {
  const found = kept.get(name);
  kept.delete(name);
  const key = found ?? make();
  kept.set(name, key);
  // A Map keeps the order of insertion: the first is the one that was not asked for the longest.
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  key.catch(() => {
    // A failed import is not kept: loading the software may succeed another time.
    if (kept.get(name) === key) kept.delete(name);
  });
  return key;
}
