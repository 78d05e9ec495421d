import { jwtVerify } from "jose";

/** Checks everything but what kind of token it is. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"], // guilty: no typ below. The issuer signs ID tokens with the same key.
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return payload;
}
