import { decodeProtectedHeader, EmbeddedJWK, jwtVerify } from "jose";

/** Takes the key that comes with the token. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  if (decodeProtectedHeader(token).jwk) {
    const { payload } = await jwtVerify(token, EmbeddedJWK, { currentDate: now }); // guilty: the token brings the key that it is checked with.
    return payload;
  }
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
