import { jwtDecrypt, jwtVerify } from "jose";

const EXPECTED = { issuer: "https://id.example", audience: "https://orders.example", typ: "at+jwt" };

/** Handles signed and encrypted tokens in one function, with one key pair. */
export async function verify(token: string, keys: { verifier: CryptoKey; opener: CryptoKey }, now: Date) {
  const options = { ...EXPECTED, currentDate: now };
  if (token.split(".").length === 5) {
    return (await jwtDecrypt(token, keys.opener, options)).payload; // guilty: anyone can encrypt for a public key.
  }
  return (await jwtVerify(token, keys.verifier, { ...options, algorithms: ["RS256"] })).payload;
}
