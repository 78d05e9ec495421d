import { md5 } from "@noble/hashes/legacy.js";
import { encodeUtf8 } from "../../text/utf8.ts";
import { aes, des, type KeyCipher } from "./ciphers.ts";
import { type Refusal, refuse } from "../found.ts";
import type { Opened } from "./password-encryption.ts";
import { concat } from "../../base/bytes.ts";
import { fromHex } from "../../text/hex.ts";

/** What `DEK-Info` says (RFC 1421 section 4.6.1.3): the cipher, and its initialisation vector in hex. */
export interface DekInfo {
  readonly cipher: string;
  readonly iv: string;
}

const FORMAT = "encrypted-pem";

const CIPHERS: ReadonlyMap<string, KeyCipher> = new Map([
  ["AES-128-CBC", aes(128, "cbc")],
  ["AES-192-CBC", aes(192, "cbc")],
  ["AES-256-CBC", aes(256, "cbc")],
  ["DES-EDE3-CBC", des("EDE")],
  ["DES-CBC", des("DES")],
]);

/**
 * Decrypts a private key in OpenSSL's own PEM encryption (`Proc-Type: 4,ENCRYPTED`): the key comes from one round of
 * MD5 over passphrase and salt, which is the first half of the initialisation vector. Weak, but still in use.
 */
export async function openEncryptedPem(
  bytes: Uint8Array,
  { cipher, iv }: DekInfo,
  passphrase?: string,
): Promise<Opened | Refusal> {
  const known = CIPHERS.get(cipher.toUpperCase());
  if (!known) return refuse("cipher-unsupported", FORMAT, { what: cipher });
  const vector = fromHex(iv);
  if (vector.length !== known.ivLength) {
    return refuse("asn1", FORMAT, {
      why: `DEK-Info has ${vector.length} bytes; ${cipher} needs ${known.ivLength}`,
    });
  }
  if (passphrase === undefined || passphrase === "") return refuse("passphrase-needed", FORMAT);
  return { bytes: await known.open(bytesToKey(passphrase, vector.subarray(0, 8), known.keyLength), vector, bytes) };
}

/** OpenSSL's EVP_BytesToKey with MD5 and one round. */
function bytesToKey(passphrase: string, salt: Uint8Array, length: number): Uint8Array {
  let key: Uint8Array = new Uint8Array();
  let last: Uint8Array = new Uint8Array();
  while (key.length < length) {
    last = md5(concat([last, encodeUtf8(passphrase), salt]));
    key = concat([key, last]);
  }
  return key.slice(0, length);
}
