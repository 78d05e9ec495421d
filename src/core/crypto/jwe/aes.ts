import type * as software from "../software/aes.ts";

type Octets = Uint8Array<ArrayBuffer>;
type Mode = "AES-GCM" | "AES-CBC" | "AES-CTR" | "AES-KW";

/** The decrypted bytes; null if tag, integrity check or padding are wrong. */
interface Deciphered {
  readonly octets: Octets | null;
  /** Software: some browsers lack AES-192. */
  readonly software: boolean;
}

const subtle = globalThis.crypto.subtle;

/** The key for the browser; null if it does not support AES of this length. */
async function nativeKey(mode: Mode, key: Octets, usage: KeyUsage): Promise<CryptoKey | null> {
  return subtle.importKey("raw", key, mode, false, [usage]).catch(() => null);
}

async function decipher(
  native: Promise<CryptoKey | null>,
  inBrowser: (key: CryptoKey) => Promise<ArrayBuffer>,
  inPage: (aes: typeof software) => Uint8Array,
): Promise<Deciphered> {
  const key = await native;
  if (key !== null) {
    return {
      octets: await inBrowser(key).then(
        (buffer) => new Uint8Array(buffer),
        () => null,
      ),
      software: false,
    };
  }
  const aes = await import("../software/aes.ts");
  try {
    return { octets: Uint8Array.from(inPage(aes)), software: true };
  } catch {
    return { octets: null, software: true };
  }
}

function joined(...parts: readonly Octets[]): Octets {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** AES GCM (SP 800-38D) with an IV of 96 bits and a tag of 128; never rejects. */
export function openGcm(key: Octets, iv: Octets, ciphertext: Octets, tag: Octets, aad: Octets): Promise<Deciphered> {
  const sealed = joined(ciphertext, tag);
  return decipher(
    nativeKey("AES-GCM", key, "decrypt"),
    (native) => subtle.decrypt({ name: "AES-GCM", iv, additionalData: aad }, native, sealed),
    ({ gcm }) => gcm(key, iv, aad).decrypt(sealed),
  );
}

/** What AES GCM decrypts to regardless of the tag: only to explain a wrong tag, never shown. */
export function readGcm(key: Octets, iv: Octets, ciphertext: Octets): Promise<Deciphered> {
  const counter = joined(iv, Uint8Array.of(0, 0, 0, 2));
  return decipher(
    nativeKey("AES-CTR", key, "decrypt"),
    (native) => subtle.decrypt({ name: "AES-CTR", counter, length: 32 }, native, ciphertext),
    ({ ctr }) => ctr(key, counter).decrypt(ciphertext),
  );
}

/** AES CBC with the padding of PKCS #7 (RFC 5652 section 6.3); never rejects. */
export function readCbc(key: Octets, iv: Octets, ciphertext: Octets): Promise<Deciphered> {
  return decipher(
    nativeKey("AES-CBC", key, "decrypt"),
    (native) => subtle.decrypt({ name: "AES-CBC", iv }, native, ciphertext),
    ({ cbc }) => cbc(key, iv).decrypt(ciphertext),
  );
}

/** AES Key Wrap (RFC 3394), whose integrity check detects a wrong key; never rejects. */
export function unwrapAes(key: Octets, wrapped: Octets): Promise<Deciphered> {
  return decipher(
    nativeKey("AES-KW", key, "unwrapKey"),
    async (native) => {
      // HMAC accepts a key of any length.
      const hmac = { name: "HMAC", hash: "SHA-256" };
      return subtle.exportKey("raw", await subtle.unwrapKey("raw", wrapped, native, "AES-KW", hmac, true, ["sign"]));
    },
    ({ aeskw }) => aeskw(key).decrypt(wrapped),
  );
}

/** The result of encrypting. */
interface Enciphered {
  readonly octets: Octets;
  readonly software: boolean;
}

async function encipher(
  native: Promise<CryptoKey | null>,
  inBrowser: (key: CryptoKey) => Promise<ArrayBuffer>,
  inPage: (aes: typeof software) => Uint8Array,
): Promise<Enciphered> {
  const key = await native;
  if (key !== null) return { octets: new Uint8Array(await inBrowser(key)), software: false };
  return { octets: Uint8Array.from(inPage(await import("../software/aes.ts"))), software: true };
}

/** AES GCM with a tag of 128 bits. The IV must be fresh; rejects if the key does not have an AES length. */
export async function sealGcm(key: Octets, iv: Octets, plain: Octets, aad: Octets) {
  const { octets, software: inPage } = await encipher(
    nativeKey("AES-GCM", key, "encrypt"),
    (native) => subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, native, plain),
    ({ gcm }) => gcm(key, iv, aad).encrypt(plain),
  );
  return { ciphertext: octets.slice(0, -16), tag: octets.slice(-16), software: inPage };
}

/** AES CBC with the padding of PKCS #7. The IV must be fresh. */
export function writeCbc(key: Octets, iv: Octets, plain: Octets): Promise<Enciphered> {
  return encipher(
    nativeKey("AES-CBC", key, "encrypt"),
    (native) => subtle.encrypt({ name: "AES-CBC", iv }, native, plain),
    ({ cbc }) => cbc(key, iv).encrypt(plain),
  );
}

/** AES Key Wrap (RFC 3394) of a key whose length is a multiple of 8 bytes. */
export function wrapAes(key: Octets, plain: Octets): Promise<Enciphered> {
  return encipher(
    nativeKey("AES-KW", key, "wrapKey"),
    async (native) => {
      const inner = await subtle.importKey("raw", plain, { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
      return subtle.wrapKey("raw", inner, native, "AES-KW");
    },
    ({ aeskw }) => aeskw(key).encrypt(plain),
  );
}

export { joined };
