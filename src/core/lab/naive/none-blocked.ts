import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";

/** Blocks one spelling of none, before a library that accepts them all. */
export async function verify(token: string, key: CryptoKey, now: Date) {
  const { alg } = decodeProtectedHeader(token);
  if (alg === "none") throw new Error("alg none is not allowed"); // guilty: a block list would have to name every spelling.

  // Some libraries did this: ignore case, and treat an empty alg as none.
  if (!alg || alg.toLowerCase() === "none") return decodeJwt(token);
  const { payload } = await jwtVerify(token, key, { currentDate: now });
  return payload;
}
