import { compactDecrypt } from "jose";
import { decodeUtf8 } from "../../text/utf8.ts";
import { Refusal } from "../refusal.ts";
import { verify as verifySigned } from "./rs256.ts";
import { MAX_TOKEN_LENGTH } from "./strict-form.ts";

/** Decrypts with one algorithm, and trusts only what its issuer signed inside (RFC 8725 section 3.3). jose refuses over 250 kB decompressed. */
export async function verify(token: string, keys: { opener: CryptoKey; issuer: CryptoKey }, now: Date) {
  if (token.length > MAX_TOKEN_LENGTH) throw new Refusal("too-long", `longer than ${MAX_TOKEN_LENGTH} characters`);
  const { plaintext } = await compactDecrypt(token, keys.opener, {
    keyManagementAlgorithms: ["RSA-OAEP-256"],
    contentEncryptionAlgorithms: ["A256GCM"],
  });
  return verifySigned(decodeUtf8(plaintext).text, keys.issuer, now);
}
