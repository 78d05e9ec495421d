import { decodeBase64Url } from "../../text/base64url.ts";
import { fromHex, toHex } from "../../text/hex.ts";

/** The integer of big-endian bytes (RFC 8017 section 4.2). */
export function numberOf(octets: Uint8Array): bigint {
  return BigInt(`0x0${toHex(octets)}`);
}

/** The number in a base64url member (RFC 7518 section 2); 0 if there is none. */
export function numberIn(member: string | undefined): bigint {
  return numberOf(decodeBase64Url(member ?? "").bytes);
}

/** The bits of an RSA modulus in base64url (RFC 7518 section 6.3.1.1), leading zeros not counted; 0 if there is none. */
export function modulusBits(n: string | undefined): number {
  const { bytes } = decodeBase64Url(n ?? "");
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (bytes.length - start) * 8 - (Math.clz32(bytes[start] as number) - 24);
}

/** The minimal big-endian bytes of an integer; one byte for 0. */
export function octetsOf(value: bigint): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return fromHex(even);
}

/** `base` to the power of `exponent`, modulo `modulus`; all positive. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
