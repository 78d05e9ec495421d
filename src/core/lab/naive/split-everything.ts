import { jwtVerify } from "jose";

/** Cuts the text at every dot, then looks at the first three pieces. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const pieces = token.split("."); // guilty: as many pieces as the sender likes, before anything is checked.
  const [header, payload, signature] = pieces;
  const { payload: claims } = await jwtVerify(`${header}.${payload}.${signature}`, key, {
    algorithms: ["RS256"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    currentDate: now,
  });
  return claims;
}
