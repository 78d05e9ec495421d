import { announcedLength } from "../asn1/asn1.ts";
import { readDer } from "./der.ts";
import { type Found, isRefusal } from "../found.ts";
import { isOpenSshPrivate, readOpenSshPrivate } from "./openssh-private.ts";
import { isSshBlob, readSshBlob } from "./openssh-public.ts";

/** Reads a key from bytes by how they begin: OpenSSH's private form, SSH's public form, otherwise DER. */
export async function readOctets(bytes: Uint8Array, passphrase?: string): Promise<Found> {
  if (isOpenSshPrivate(bytes)) return readOpenSshPrivate(bytes, passphrase);
  return isSshBlob(bytes) ? readSshBlob(bytes) : readDer(bytes, passphrase);
}

/** What bytes contain, and how many trailing bytes are extra. */
export interface CutOctets {
  readonly found: Found;
  readonly behind: number;
}

/**
 * Like `readOctets`, ignoring trailing data if the structure states its length and reads as a key: an encoded line
 * break, a buffer's zeros, a second structure.
 */
export async function readCut(bytes: Uint8Array, passphrase?: string): Promise<CutOctets> {
  const found = await readOctets(bytes, passphrase);
  const length = bytes[0] === 0x30 ? (announcedLength(bytes) ?? bytes.length) : bytes.length;
  if (!isRefusal(found) || found.code !== "asn1" || length >= bytes.length) return { found, behind: 0 };
  const cut = await readOctets(bytes.subarray(0, length), passphrase);
  return isRefusal(cut) && cut.code === "asn1" ? { found, behind: 0 } : { found: cut, behind: bytes.length - length };
}

/** Whether bytes begin like something that `readOctets` reads, so they are a key or were meant to be one. */
export function looksLikeKey(bytes: Uint8Array): boolean {
  if (isOpenSshPrivate(bytes) || isSshBlob(bytes)) return true;
  // A sequence of exactly its stated length, or one with a multi-byte length that may be truncated.
  // Likewise BER with an indefinite length, or one in more bytes than needed (X.690 section 8.1.3).
  const isLong = [0x80, 0x81, 0x82, 0x83, 0x84, 0x85].includes(bytes[1] ?? 0);
  return bytes[0] === 0x30 && (isLong || announcedLength(bytes) === bytes.length);
}
