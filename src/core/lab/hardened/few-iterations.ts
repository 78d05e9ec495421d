import { jwtDecrypt } from "jose";

/** Accepts no more iterations than the service itself uses (RFC 8725bis section 3.13). */
export async function verify(token: string, password: Uint8Array, now: Date) {
  const { payload } = await jwtDecrypt(token, password, {
    keyManagementAlgorithms: ["PBES2-HS256+A128KW"],
    contentEncryptionAlgorithms: ["A128GCM"],
    maxPBES2Count: 100_000,
    currentDate: now,
  });
  return payload;
}
