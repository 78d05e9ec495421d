import type { ContentEncryption } from "../../registry/encryption-algorithms.ts";
import { decodeUtf8 } from "../../text/utf8.ts";
import { joined, openGcm, readCbc, readGcm, sealGcm, writeCbc } from "./aes.ts";
import type { JweReason } from "./types.ts";
import { MOST_UNPACKED } from "./limits.ts";
import { inflate } from "./unzip.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** The parts of a JWE needed to decrypt its content (RFC 7516 section 5.2 steps 14 to 16). */
interface SealedContent {
  readonly enc: ContentEncryption;
  /** Additional Authenticated Data, in ASCII: the header's segment, and what a JSON form adds to it. */
  readonly aad: Octets;
  readonly iv: Octets;
  readonly ciphertext: Octets;
  readonly tag: Octets;
  readonly isCompressed: boolean;
}

/** The result of decrypting content with a key of the right length. */
type OpenedContent = { readonly software: boolean } & ({ readonly bytes: Octets } | { readonly reason: JweReason });

/**
 * Decrypts a content with its key (RFC 7518 section 5) and decompresses it. `isKeyRight`: unwrapping has shown that
 * the key is right. Content with a wrong tag is never returned. Never rejects.
 */
export async function openContent(sealed: SealedContent, key: Octets, isKeyRight: boolean): Promise<OpenedContent> {
  const { enc, aad, iv, ciphertext, tag, isCompressed } = sealed;
  const isCbc = enc.blockBytes > 1;
  const half = enc.keyBytes / 2;
  const read = () => (isCbc ? readCbc(key.slice(half), iv, ciphertext) : readGcm(key, iv, ciphertext));
  const fits = isCbc && (await fitsTag(sealed, key.slice(0, half)));
  const { octets, software } = isCbc ? await read() : await openGcm(key, iv, ciphertext, tag, aad);
  if (isCbc ? !fits : octets === null) {
    const plain = isCbc ? octets : (await read()).octets;
    // In a key for CBC and HMAC, the decrypting half may be right and the other wrong.
    const reads = plain !== null && (await isReadable(plain, isCompressed));
    return { reason: { code: "tag-mismatch", isKeyRight: isKeyRight || (reads && !isCbc), reads }, software };
  }
  if (octets === null) return { reason: { code: "content-broken", by: "padding" }, software };
  if (!isCompressed) return { bytes: octets, software };
  const bytes = await inflate(octets);
  if (bytes === null) return { reason: { code: "content-broken", by: "zip" }, software };
  if (bytes === "too-large") return { reason: { code: "zip-bomb", limit: MOST_UNPACKED }, software };
  return { bytes, software };
}

/**
 * Encrypts a content with a key of the right length and a fresh IV (RFC 7518 section 5); `aad` is the header's segment in ASCII.
 */
export async function sealContent(enc: ContentEncryption, key: Octets, iv: Octets, aad: Octets, plain: Octets) {
  if (enc.blockBytes === 1) return sealGcm(key, iv, plain, aad);
  const half = enc.keyBytes / 2;
  const { octets: ciphertext, software } = await writeCbc(key.slice(half), iv, plain);
  const whole = await authenticate(enc, key.slice(0, half), aad, iv, ciphertext);
  return { ciphertext, tag: whole.slice(0, enc.tagBytes), software };
}

/** AES_CBC_HMAC_SHA2 (RFC 7518 section 5.2.2.2): whether the tag is the first half of the HMAC of AAD, IV, ciphertext and length. */
async function fitsTag({ enc, aad, iv, ciphertext, tag }: SealedContent, key: Octets): Promise<boolean> {
  const whole = await authenticate(enc, key, aad, iv, ciphertext);
  return tag.every((octet, index) => octet === whole[index]);
}

async function authenticate(
  enc: ContentEncryption,
  key: Octets,
  aad: Octets,
  iv: Octets,
  ciphertext: Octets,
): Promise<Octets> {
  const { subtle } = globalThis.crypto;
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(aad.length) * 8n);
  const hmac = await subtle.importKey("raw", key, { name: "HMAC", hash: `SHA-${enc.keyBytes * 8}` }, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", hmac, joined(aad, iv, ciphertext, length)));
}

/** Whether bytes look like a token's text: with a wrong key the result is rarely UTF-8, except by chance in short content. */
async function isReadable(octets: Octets, isCompressed: boolean): Promise<boolean> {
  if (isCompressed) return octets.length >= 16 && (await inflate(octets)) !== null;
  const { text, problems } = decodeUtf8(octets);
  // eslint-disable-next-line no-control-regex
  return octets.length >= 16 && problems.length === 0 && !/[\0-\u0008\u000e-\u001f]/.test(text);
}
