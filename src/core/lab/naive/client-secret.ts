import { decodeProtectedHeader, jwtVerify } from "jose";

/** An OpenID Connect client that also accepts ID tokens signed with its own client secret. */
export async function verify(token: string, issuerKey: CryptoKey, clientSecret: string, now: Date) {
  const { alg = "" } = decodeProtectedHeader(token);
  const key = alg.startsWith("HS")
    ? new TextEncoder().encode(clientSecret) // guilty: anyone who has the client app has this secret.
    : issuerKey;
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
