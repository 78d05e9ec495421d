import { concat } from "../../base/bytes.ts";

export type HmacHash = "SHA-256" | "SHA-384" | "SHA-512";

/**
 * HMAC (RFC 2104) over WebCrypto's digest. WebCrypto's own HMAC refuses an empty key, as it should; libraries in other
 * languages do not, and the lab needs them too. Short keys are padded with zero bytes to the block, longer ones hashed.
 */
export async function hmac(
  key: Uint8Array,
  message: Uint8Array,
  hash: HmacHash = "SHA-256",
): Promise<Uint8Array<ArrayBuffer>> {
  const block = hash === "SHA-256" ? 64 : 128;
  const padded = new Uint8Array(block);
  padded.set(key.length > block ? await digest(hash, key) : key);
  const inner = await digest(
    hash,
    join(
      padded.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return digest(
    hash,
    join(
      padded.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

async function digest(hash: HmacHash, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest(hash, Uint8Array.from(bytes)));
}

/** The bytes one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(parts);
}
