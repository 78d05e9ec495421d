import { base64url } from "jose";
import { decodeUtf8, encodeUtf8 } from "../../text/utf8.ts";
import { Refusal } from "../refusal.ts";
import { splitSealed } from "../toolkit/jwe.ts";
import { decryptBlock, type SmallRsaKey } from "../toolkit/small-rsa.ts";

/** RSA1_5 by the book: unpad the content key, then decrypt the content with it. */
export async function verify(token: string, key: SmallRsaKey) {
  const [header, encryptedKey, iv, ciphertext, tag] = splitSealed(token);
  const block = decryptBlock(key, base64url.decode(encryptedKey));
  if (block[0] !== 0 || block[1] !== 2) {
    throw new Refusal("bad-padding", "RSA1_5: bad padding"); // guilty: this answer differs from that for a wrong key.
  }
  const contentKey = block.slice(block.indexOf(0, 2) + 1);
  try {
    const aes = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["decrypt"]);
    const options = { name: "AES-GCM", iv: octets(iv), additionalData: encodeUtf8(header) };
    const sealed = new Uint8Array([...octets(ciphertext), ...octets(tag)]);
    return JSON.parse(decodeUtf8(new Uint8Array(await crypto.subtle.decrypt(options, aes, sealed))).text);
  } catch {
    throw new Refusal("not-decrypted", "the content cannot be decrypted");
  }
}

function octets(text: string) {
  return base64url.decode(text) as Uint8Array<ArrayBuffer>;
}
