import { jwtDecrypt } from "jose";

/** One way to decrypt, with a secret known only to issuer and service, so decrypting also proves who wrote the token. */
export async function verify(token: string, secret: Uint8Array, alg: "dir" | "A256KW", now: Date) {
  const { payload } = await jwtDecrypt(token, secret, {
    keyManagementAlgorithms: [alg],
    contentEncryptionAlgorithms: ["A256GCM"],
    issuer: "https://id.example",
    audience: "https://orders.example",
    typ: "at+jwt",
    requiredClaims: ["exp", "sub"],
    currentDate: now,
  });
  return payload;
}
