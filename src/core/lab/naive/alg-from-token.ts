import { decodeProtectedHeader, importSPKI, jwtVerify } from "jose";

/** Uses one untyped key for every algorithm. */
export async function verify(token: string, pem: string, now: Date) {
  const { alg = "" } = decodeProtectedHeader(token); // guilty: the attacker writes this value.
  const isMac = alg.startsWith("HS");
  const key = isMac ? new TextEncoder().encode(pem) : await importSPKI(pem, alg);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
