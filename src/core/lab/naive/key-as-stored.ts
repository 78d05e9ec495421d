import { decodeProtectedHeader, jwtVerify } from "jose";
import { importPublicKey } from "../toolkit/read-key.ts";

/** Takes the key in whatever form it was stored; an HMAC takes those bytes as they are. */
export async function verify(token: string, stored: Uint8Array, now: Date) {
  const { alg = "" } = decodeProtectedHeader(token); // guilty: the token picks the algorithm, and with it what the bytes mean.
  const key = alg.startsWith("HS") ? stored : await importPublicKey(stored, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
