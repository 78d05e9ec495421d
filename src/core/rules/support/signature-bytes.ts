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

/** The length of a signature of `alg` in octets; null where the key settles it (RSA, EdDSA) or the name is unknown. */
export function signatureBytes(alg: string | null): number | null {
  return alg !== null && Object.hasOwn(LENGTHS, alg) ? (LENGTHS[alg] ?? null) : null;
}
