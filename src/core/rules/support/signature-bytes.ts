import { algorithmRow, signatureLengths } from "../../registry/algorithms.ts";

/**
 * The length that a signature of `alg` must have, in bytes; null if the key determines it (RSA) or the name is
 * unknown. `EdDSA` is Ed25519 or Ed448 (RFC 8037 section 3.1): the one whose length is `actual`, otherwise Ed25519.
 */
export function signatureBytes(alg: string | null, actual: number): number | null {
  if (alg === null) return null;
  const row = algorithmRow(alg);
  if (!row || row.family === "none") return null;
  const lengths = signatureLengths(row);
  return lengths.find((length) => length === actual) ?? lengths[0] ?? null;
}
