import { decodeBase64Url } from "../text/base64url.ts";
import { decodeAscii } from "./secret/octets.ts";
import type { SolveStep } from "./types.ts";
import { trimEndOf } from "../text/trim-end.ts";
import { fromHex } from "../text/hex.ts";

/** The possible signatures after decoding. */
export interface SignatureForm {
  readonly step: SolveStep | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The signature as it is, and as it was if it was written as hex or Base64 before base64url (a digest's text was
 * encoded instead of its bytes, RFC 7515 section 5.1 step 6), or is in hex as it stands in its `segment`.
 */
export function signatureForms(bytes: Uint8Array<ArrayBuffer>, segment = ""): readonly SignatureForm[] {
  const forms: SignatureForm[] = [{ step: null, bytes }];
  // The hex digits themselves are the segment, as a hash function prints them.
  if (segment.length >= 64 && segment.length % 2 === 0 && /^(?:[\da-f]+|[\dA-F]+)$/.test(segment))
    forms.push({ step: "signature-hex", bytes: fromHex(segment) });
  const text = decodeAscii(bytes)?.trim();
  if (text === undefined || text.length < 32) return forms;
  if (/^[\da-f]+$/i.test(text) && text.length % 2 === 0) {
    const octets = fromHex(text);
    forms.push({ step: "signature-hex", bytes: octets });
  } else if (/^[\w+/-]+={0,2}$/.test(text)) {
    const body = trimEndOf(text, /=/).replaceAll("+", "-").replaceAll("/", "_");
    forms.push({ step: "signature-base64", bytes: decodeBase64Url(body).bytes });
  }
  return forms;
}

/**
 * One INTEGER of a DER signature as `size` bytes, and where the next begins; null if it is not an INTEGER or does not
 * fit.
 */
function readInteger(bytes: Uint8Array, at: number, size: number): { number: Uint8Array; end: number } | null {
  const length = bytes[at + 1] ?? 0;
  const end = at + 2 + length;
  if (bytes[at] !== 2 || length === 0 || length > 0x7f || end > bytes.length) return null;
  const digits = bytes.subarray(at + 2, end);
  const start = digits.findIndex((octet) => octet !== 0);
  const number = start < 0 ? new Uint8Array() : digits.subarray(start);
  return number.length > size ? null : { number, end };
}

/** The numbers side by side, each `size` bytes (RFC 7518 section 3.4). */
function join(r: Uint8Array, s: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(2 * size);
  whole.set(r, size - r.length);
  whole.set(s, 2 * size - s.length);
  return whole;
}

/**
 * The possible readings of an ECDSA signature of another length: ASN.1 (RFC 3279 section 2.2.3), with its numbers
 * extracted; or R and S with leading zeros omitted or added, for every way to divide the length. `size` is that of a
 * coordinate.
 */
export function ecdsaForms(bytes: Uint8Array<ArrayBuffer>, size: number): readonly SignatureForm[] {
  if (bytes.length === 2 * size) {
    const [first, second] = [bytes.subarray(0, size), bytes.subarray(size)];
    return [
      { step: "reversed", bytes: Uint8Array.of(...first.toReversed(), ...second.toReversed()) },
      { step: "reversed", bytes: bytes.toReversed() },
      { step: "swapped-halves", bytes: Uint8Array.of(...second, ...first) },
    ];
  }
  // Ethereum's libraries append (or prepend) the byte with which the public key can be recovered.
  if (bytes.length === 2 * size + 1 && bytes[0] !== 0x30)
    return [
      { step: "recovery", bytes: bytes.subarray(0, -1) },
      { step: "recovery", bytes: bytes.subarray(1) },
      ...unpadded(bytes, size),
    ];
  if (bytes[0] === 0x30) {
    const start = bytes[1] === 0x81 ? 3 : 2;
    const r = readInteger(bytes, start, size);
    const s = r && readInteger(bytes, r.end, size);
    if (r && s && s.end === bytes.length) return [{ step: "der", bytes: join(r.number, s.number, size) }];
  }
  return unpadded(bytes, size);
}

function unpadded(bytes: Uint8Array<ArrayBuffer>, size: number): readonly SignatureForm[] {
  const forms: SignatureForm[] = [];
  for (let first = Math.max(1, bytes.length - size - 2); first <= Math.min(bytes.length - 1, size + 2); first += 1) {
    const [r, s] = [withoutZeros(bytes.subarray(0, first)), withoutZeros(bytes.subarray(first))];
    if (r.length <= size && s.length <= size) forms.push({ step: "unpadded", bytes: join(r, s, size) });
  }
  // At most a few bytes are missing or extra; anything else is not an ECDSA signature on this curve.
  return Math.abs(bytes.length - 2 * size) <= 8 ? forms : [];
}

/**
 * An RSA signature in as many bytes as the modulus (RFC 8017 section 8.1): with the zeros that a program omitted,
 * without the one that it prepended.
 */
export function rsaForms(bytes: Uint8Array<ArrayBuffer>, size: number): readonly SignatureForm[] {
  // Windows' cryptography libraries write the number in little-endian order.
  if (bytes.length === size) return [{ step: "reversed", bytes: bytes.toReversed() }];
  const number = withoutZeros(bytes);
  if (number.length > size || Math.abs(bytes.length - size) > 3) return [];
  const whole = new Uint8Array(size);
  whole.set(number, size - number.length);
  return [{ step: "rsa-length", bytes: whole }];
}

/**
 * An Ed25519 or Ed448 signature of `size` bytes with the message alongside it, as NaCl's sign gives both (RFC 8032 has
 * the signature alone).
 */
export function edwardsForms(bytes: Uint8Array<ArrayBuffer>, size: number): readonly SignatureForm[] {
  return bytes.length > size
    ? [
        { step: "attached", bytes: bytes.slice(0, size) },
        { step: "attached", bytes: bytes.slice(-size) },
      ]
    : [];
}

function withoutZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((octet) => octet !== 0);
  return start < 0 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}
