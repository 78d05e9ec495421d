/** Signature lengths in octets that the algorithm alone settles (RFC 7518 section 3, RFC 8037, RFC 8812, RFC 9881). */
const LENGTHS: Readonly<Record<string, number>> = {
  HS256: 32,
  HS384: 48,
  HS512: 64,
  ES256: 64,
  ES256K: 64,
  ES384: 96,
  ES512: 132,
  Ed25519: 64,
  Ed448: 114,
  "ML-DSA-44": 2420,
  "ML-DSA-65": 3309,
  "ML-DSA-87": 4627,
};

/**
 * The length that a signature of `alg` must have, in octets; null where the key settles it (RSA) or the name is unknown.
 * `EdDSA` is Ed25519 or Ed448 (RFC 8037 section 3.1): of the two the one that `actual` is, else Ed25519.
 */
export function signatureBytes(alg: string | null, actual: number): number | null {
  if (alg === "EdDSA") return actual === LENGTHS["Ed448"] ? actual : 64;
  return alg !== null && Object.hasOwn(LENGTHS, alg) ? (LENGTHS[alg] ?? null) : null;
}
