import { join } from "./hmac.ts";

/** One DER element (ITU-T X.690): tag, length, contents. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = join(...contents);
  return join(Uint8Array.of(tag), lengthOf(body.length), body);
}

function lengthOf(length: number): Uint8Array {
  if (length < 128) return Uint8Array.of(length);
  if (length < 256) return Uint8Array.of(0x81, length);
  return Uint8Array.of(0x82, length >> 8, length & 255);
}

export const SEQUENCE = 0x30;
export const SET = 0x31;
const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OBJECT_IDENTIFIER = 0x06;
export const UTF8_STRING = 0x0c;
export const UTC_TIME = 0x17;

/** An INTEGER of an unsigned big-endian number: as few bytes as it needs, with a zero byte before a set top bit. */
export function derInteger(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const magnitude = bytes.length === 0 ? Uint8Array.of(0) : bytes.subarray(start);
  return der(INTEGER, (magnitude[0] ?? 0) >= 128 ? join(Uint8Array.of(0), magnitude) : magnitude);
}

/** One element at an offset: its tag, contents, and where the next begins. Throws a RangeError where it is cut off. */
export function readDer(
  bytes: Uint8Array,
  at = 0,
): { readonly tag: number; readonly contents: Uint8Array<ArrayBuffer>; readonly end: number } {
  const tag = bytes[at];
  let length = bytes[at + 1];
  let start = at + 2;
  if (tag === undefined || length === undefined) throw new RangeError("DER is cut off");
  if (length >= 128) {
    const count = length & 127;
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (bytes[start + i] ?? 0);
    start += count;
  }
  const end = start + length;
  if (end > bytes.length) throw new RangeError("DER is cut off");
  return { tag, contents: Uint8Array.from(bytes.subarray(start, end)), end };
}

/** The elements inside a SEQUENCE or another constructed element. */
export function readChildren(contents: Uint8Array): readonly ReturnType<typeof readDer>[] {
  const children = [];
  for (let at = 0; at < contents.length;) {
    const child = readDer(contents, at);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** An ECDSA signature of r and s in halves (RFC 7518 section 3.4) as the SEQUENCE of two INTEGERs of RFC 3279. */
export function ecdsaToDer(fixed: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = fixed.length / 2;
  return der(SEQUENCE, derInteger(fixed.subarray(0, half)), derInteger(fixed.subarray(half)));
}

/** The reverse: r and s of a DER signature as `size` bytes each. Throws if it is not such a SEQUENCE. */
export function ecdsaFromDer(bytes: Uint8Array, size = 32): Uint8Array<ArrayBuffer> {
  const { tag, contents } = readDer(bytes);
  const [r, s] = readChildren(contents);
  if (tag !== SEQUENCE || !r || !s) throw new TypeError("not a DER signature");
  return join(fixedSize(r.contents, size), fixedSize(s.contents, size));
}

function fixedSize(magnitude: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const tail = magnitude.slice(-size);
  out.set(tail, size - tail.length);
  return out;
}
