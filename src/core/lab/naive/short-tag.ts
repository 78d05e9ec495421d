import { base64url } from "jose";
import { decodeUtf8, encodeUtf8 } from "../../text/utf8.ts";
import { Refusal } from "../refusal.ts";
import { gcmOpenUnchecked, gcmSeal, splitSealed } from "../toolkit/jwe.ts";

/** Decrypts A256GCM by hand, and compares the token's tag with the right one. */
export async function verify(token: string, key: Uint8Array<ArrayBuffer>) {
  const [header, , iv, ciphertext, tag] = splitSealed(token);
  const nonce = base64url.decode(iv) as Uint8Array<ArrayBuffer>;
  const plaintext = await gcmOpenUnchecked(key, nonce, base64url.decode(ciphertext) as Uint8Array<ArrayBuffer>);
  const expected = (await gcmSeal(key, nonce, encodeUtf8(header), plaintext)).tag;
  const given = base64url.decode(tag);
  if (!given.every((octet, index) => octet === expected[index])) {
    // guilty: compares only as many bytes as were sent.
    throw new Refusal("wrong-tag", "the tag does not match");
  }
  return JSON.parse(decodeUtf8(plaintext).text);
}
