import { decodeProtectedHeader, jwtVerify } from "jose";
import { importPublicKey } from "../toolkit/read-key.ts";

/** Uses the key in whatever form it was stored; for HMAC, as raw bytes. */
export async function verify(token: string, stored: Uint8Array, now: Date) {
  const { alg = "" } = decodeProtectedHeader(token); // guilty: the token chooses the algorithm, and so what the bytes mean.
  const key = alg.startsWith("HS") ? stored : await importPublicKey(stored, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
