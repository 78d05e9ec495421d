import { jwtVerify } from "jose";

/** Splits the text at every dot, then uses the first three pieces. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const pieces = token.split("."); // guilty: the sender decides how many pieces, before any check.
  const [header, payload, signature] = pieces;
  const { payload: claims } = await jwtVerify(`${header}.${payload}.${signature}`, key, {
    algorithms: ["RS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return claims;
}
