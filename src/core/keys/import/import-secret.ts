import type { JWK } from "jose";
import type { SoftwareSigner } from "../../crypto/software/software.ts";
import { createKept } from "../../memory/kept.ts";
import type { SignatureAlgorithm } from "../../registry/algorithms.ts";
import type { KeyOperation } from "../fit/usage.ts";

/** A key imported for one algorithm and operation; `row` belongs to the key's own curve. */
export type UsableKey =
  | { readonly kind: "native"; readonly row: SignatureAlgorithm; readonly key: CryptoKey }
  | { readonly kind: "software"; readonly row: SignatureAlgorithm; readonly jwk: JWK; readonly signer: SoftwareSigner };

/** The cache of imported keys: those of the fields, and of a set whose keys are tried with each keystroke. */
export const imports = createKept<UsableKey>({ entries: 100, bytes: 2 * 1024 * 1024 });

/** Imports the bytes of an HMAC secret. Rejects if there are none: Web Cryptography refuses an empty key. */
export function importSecret(
  bytes: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  operation: KeyOperation,
): Promise<UsableKey> {
  return imports.get(`${operation} ${row.alg} ${bytes.join()}`, async () => {
    const { subtle } = globalThis.crypto;
    return { kind: "native", row, key: await subtle.importKey("raw", bytes, row.importParams, false, [operation]) };
  });
}
