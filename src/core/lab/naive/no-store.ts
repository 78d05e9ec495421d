import { jwtVerify } from "jose";

/** Verifies each token by itself and remembers none. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    currentDate: now,
  });
  return payload; // guilty: nothing records that this token was used.
}
