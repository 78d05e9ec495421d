import { decodeProtectedHeader, jwtVerify } from "jose";
import { importPublicKey } from "../toolkit/read-key.ts";

const PUBLIC_KEY = /^-----BEGIN (RSA )?PUBLIC KEY-----/; // guilty: the ^ is the flaw: with one character in front, it no longer matches.

/** Recognises public keys by a pattern. */
export async function verify(token: string, stored: string, now: Date) {
  const { alg = "" } = decodeProtectedHeader(token);
  if (alg.startsWith("HS") && PUBLIC_KEY.test(stored)) {
    throw new Error("a public key must not be used as an HMAC secret");
  }
  const bytes = new TextEncoder().encode(stored);
  const key = alg.startsWith("HS") ? bytes : await importPublicKey(bytes, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
