import type { JWK } from "jose";
import { numberIn, numberOf, octetsOf, power } from "../../keys/numbers/big-number.ts";

/**
 * Decrypts RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.2) with a private JWK; null if the padding is wrong. Not hardened
 * against side channels, so it runs only on request.
 */
export function decryptRsa1_5(jwk: JWK, encrypted: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const n = numberIn(jwk.n);
  const value = numberOf(encrypted);
  if (value >= n) return null;
  // After 00 02 come eight or more random bytes, then 00; converting to a number dropped the first zero.
  const padded = octetsOf(power(value, numberIn(jwk.d), n));
  const end = padded.indexOf(0);
  return padded[0] === 2 && padded.length === encrypted.length - 1 && end >= 9 ? padded.slice(end + 1) : null;
}
