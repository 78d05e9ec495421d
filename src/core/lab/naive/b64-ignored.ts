import { jwtVerify } from "jose";

/** Does not know b64, and is not told that it must. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"], // guilty: one key for tokens and for other texts, and a header that nobody reads to its end.
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return payload;
}
