import { decodeBase64Url } from "../../text/base64url.ts";
import { digestSpelledBy, otherSpelling } from "../../text/digest-spelling.ts";

/** Thumbprints of certificates, and how many bytes each has (RFC 7515 sections 4.1.7 and 4.1.8). */
export const THUMBPRINTS: ReadonlyMap<string, number> = new Map([
  ["x5t", 20],
  ["x5t#S256", 32],
]);

/** The bytes of a thumbprint that was written as hex text, encoded or bare, instead of as bytes; otherwise null. */
export function hexInside(value: string, name: string): Uint8Array<ArrayBuffer> | null {
  const digest = digestSpelledBy(value, THUMBPRINTS.get(name) ?? 0);
  const isHex = digest !== null && /hex/.test(otherSpelling(value, digest) ?? "");
  return isHex ? decodeBase64Url(digest).bytes : null;
}
