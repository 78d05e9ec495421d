import { compactDecrypt } from "jose";
import { decodeUtf8 } from "../../text/utf8.ts";
import { verify as verifySigned } from "../hardened/rs256.ts";

/** Decrypts, decompresses, and verifies the signed token inside. */
export async function verify(token: string, keys: { opener: CryptoKey; issuer: CryptoKey }, now: Date) {
  const { plaintext } = await compactDecrypt(token, keys.opener, {
    keyManagementAlgorithms: ["RSA-OAEP-256"],
    maxDecompressedLength: Number.POSITIVE_INFINITY, // guilty: a few kilobytes can expand to any size.
  });
  return verifySigned(decodeUtf8(plaintext).text.trim(), keys.issuer, now);
}
