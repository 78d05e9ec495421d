import { decodeProtectedHeader, importJWK, importSPKI, jwtVerify, type JWK } from "jose";

/** Has an allow list, but checks it for one kind of key only. */
export async function verify(token: string, keys: ReadonlyMap<string, JWK | string>, algorithms: string[], now: Date) {
  const { alg = "", kid = "" } = decodeProtectedHeader(token);
  const found = keys.get(kid);
  if (!found) throw new Error("unknown kid");
  if (typeof found === "string") {
    if (!algorithms.includes(alg)) throw new Error("algorithm not allowed");
    return (await jwtVerify(token, await importSPKI(found, alg), { currentDate: now })).payload;
  }
  const key = await importJWK(found, found.alg); // guilty: a JWK names its own algorithm, and the list is not checked.
  return (await jwtVerify(token, key, { currentDate: now })).payload;
}
