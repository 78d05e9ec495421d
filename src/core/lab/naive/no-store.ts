import { jwtVerify } from "jose";

/** Verifies each token by itself, and has no memory. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["ES256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    currentDate: now,
  });
  return payload; // guilty: a payment was ordered with it, and nobody writes down that it was used.
}
