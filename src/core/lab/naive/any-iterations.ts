import { jwtDecrypt } from "jose";

/** Decrypts what a user encrypted with a password of their own. */
export async function verify(token: string, password: Uint8Array, now: Date) {
  const { payload } = await jwtDecrypt(token, password, {
    keyManagementAlgorithms: ["PBES2-HS256+A128KW"],
    maxPBES2Count: Number.POSITIVE_INFINITY, // guilty: the token decides how long this takes.
    currentDate: now,
  });
  return payload;
}
