import { readDer } from "./der.ts";
import type { Found } from "./found.ts";
import { isOpenSshPrivate, readOpenSshPrivate } from "./openssh-private.ts";
import { isSshBlob, readSshBlob } from "./openssh-public.ts";

/** Reads a key from octets by what they begin with: OpenSSH's private form, SSH's public form, else DER. */
export async function readOctets(bytes: Uint8Array, passphrase?: string): Promise<Found> {
  if (isOpenSshPrivate(bytes)) return readOpenSshPrivate(bytes, passphrase);
  return isSshBlob(bytes) ? readSshBlob(bytes) : readDer(bytes, passphrase);
}

/** Whether octets are the start of something that `readOctets` reads, so that they are a key or were meant to be. */
export function looksLikeKey(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x30 && bytes.length > 16) || isOpenSshPrivate(bytes) || isSshBlob(bytes);
}
