import { compactDecrypt, decodeProtectedHeader, jwtVerify, UnsecuredJWT } from "jose";
import { decodeUtf8 } from "../../text/utf8.ts";

const EXPECTED = { issuer: "https://id.example", audience: "https://orders.example", typ: "at+jwt" };

/** Decrypts, then verifies the token inside. */
export async function verify(token: string, keys: { opener: CryptoKey; issuer: CryptoKey }, now: Date) {
  const { plaintext } = await compactDecrypt(token, keys.opener, { keyManagementAlgorithms: ["RSA-OAEP-256"] });
  const inner = decodeUtf8(plaintext).text;
  const options = { ...EXPECTED, currentDate: now };
  if (decodeProtectedHeader(inner).alg === "none") {
    return UnsecuredJWT.decode(inner, options).payload; // guilty: treats an encrypted token as trusted, though anyone can encrypt.
  }
  return (await jwtVerify(inner, keys.issuer, { ...options, algorithms: ["RS256"] })).payload;
}
