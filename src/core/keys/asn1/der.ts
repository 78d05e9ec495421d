import { concat } from "../../base/bytes.ts";

/** The ASN.1 tags used in keys (X.690 section 8). */
export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const;

/** One value in DER: tag, length in the fewest bytes (X.690 section 10.1), content. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = concat(contents);
  const { length } = content;
  if (length < 0x80) return concat([Uint8Array.of(tag, length), content]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return concat([Uint8Array.of(tag, 0x80 | octets.length, ...octets), content]);
}

export function sequence(...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(TAG.sequence, ...contents);
}

/** A non-negative integer from its big-endian bytes, without superfluous leading zeros (X.690 section 8.3). */
export function unsignedInteger(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = octets.findIndex((octet) => octet !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : octets.subarray(start);
  return der(TAG.integer, (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), digits);
}

/** A bit string of whole bytes. */
export function bitString(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  return der(TAG.bitString, Uint8Array.of(0), octets);
}

/** An object identifier in dots (X.690 section 8.19). */
export function objectIdentifier(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | (left % 128));
    return groups;
  });
  return der(TAG.oid, Uint8Array.from(octets));
}

/** DER in its armour (RFC 7468 section 2): the label, and Base64 in lines of 64 characters. */
export function pem(label: string, bytes: Uint8Array): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** Base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
