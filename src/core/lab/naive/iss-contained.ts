import { jwtVerify } from "jose";

const ISSUERS = "https://id.example";

/** Checks the issuer in one line. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"],
    audience: "https://orders.example",
    typ: "at+jwt",
    currentDate: now,
  });
  if (!ISSUERS.includes(payload.iss ?? "none")) throw new Error("wrong issuer"); // guilty: on a string, includes() matches any substring.
  return payload;
}
