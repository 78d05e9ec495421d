import { jwtVerify } from "jose";

/** Checks who issued the token, but not whom it is for. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"],
    issuer: "https://id.example", // guilty: no audience: a token for any other service of this issuer passes.
    typ: "at+jwt",
    currentDate: now,
  });
  return payload;
}
