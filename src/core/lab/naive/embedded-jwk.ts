import { decodeProtectedHeader, EmbeddedJWK, jwtVerify } from "jose";

/** Uses the key that comes with the token. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  if (decodeProtectedHeader(token).jwk) {
    const { payload } = await jwtVerify(token, EmbeddedJWK, { currentDate: now }); // guilty: the attacker supplies the key that verifies the token.
    return payload;
  }
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
