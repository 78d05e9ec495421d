import { jwtVerify } from "jose";

const ISSUERS = "https://id.example";

/** Compares the issuer with one line of code. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { payload } = await jwtVerify(token, key, {
    algorithms: ["RS256"],
    audience: "https://orders.example",
    typ: "at+jwt",
    currentDate: now,
  });
  if (!ISSUERS.includes(payload.iss ?? "none")) throw new Error("wrong issuer"); // guilty: includes of a list is one thing, of a text another.
  return payload;
}
