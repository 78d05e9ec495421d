import { jwtVerify } from "jose";

/** Checks everything except the kind of token. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"], // guilty: typ is not checked, and the issuer signs ID tokens with the same key.
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return payload;
}
