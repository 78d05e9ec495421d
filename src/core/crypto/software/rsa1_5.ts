import type { JWK } from "jose";
import { numberIn, numberOf, octetsOf, power } from "../../keys/numbers/big-number.ts";

/**
 * Decrypts RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.2) with a private JWK; null where the padding does not fit. Not hardened
 * against side channels, which is why it is done on request alone.
 */
export function decryptRsa1_5(jwk: JWK, encrypted: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const n = numberIn(jwk.n);
  const value = numberOf(encrypted);
  if (value >= n) return null;
  // Behind 00 02, eight random bytes or more, then 00; the first zero is gone with the number.
  const padded = octetsOf(power(value, numberIn(jwk.d), n));
  const end = padded.indexOf(0);
  return padded[0] === 2 && padded.length === encrypted.length - 1 && end >= 9 ? padded.slice(end + 1) : null;
}
