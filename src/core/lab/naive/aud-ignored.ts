import { jwtVerify } from "jose";

/** Checks who made the token, and not whom it is for. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"],
    issuer: "https://id.example", // guilty: no audience. A token for any other service of this issuer will do.
    typ: "at+jwt",
    currentDate: now,
  });
  return payload;
}
