import { decodeProtectedHeader, jwtVerify } from "jose";
import { importPublicKey } from "../toolkit/read-key.ts";

/** Guards against key confusion, but only for one key format. */
export async function verify(token: string, stored: Uint8Array, now: Date) {
  const { alg = "" } = decodeProtectedHeader(token);
  const text = new TextDecoder().decode(stored);
  if (alg.startsWith("HS") && text.startsWith("-----BEGIN")) {
    // guilty: not every public key starts like this.
    throw new Error("a public key must not be used as an HMAC secret");
  }
  const key = alg.startsWith("HS") ? stored : await importPublicKey(stored, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
