import { bytesOf } from "./rsa-recovery.ts";
import { numberOf, power } from "../../keys/numbers/big-number.ts";

/**
 * The curve P-256 (SEC 2 section 2.4.2, FIPS 186-5) in plain big integers, to show what goes wrong. Not
 * constant-time, and only for the lab: real keys belong to WebCrypto.
 */
export const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
export const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const GX = 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n;
const GY = 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n;

const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** Whether an affine point is one of P-256 (SEC 1 section 3.2.2.1): y² = x³ − 3x + b. No formula below looks at b. */
export function isOnCurve(x: bigint, y: bigint): boolean {
  return x < P && y < P && mod(y * y - (x * x * x - 3n * x + B), P) === 0n;
}

/** A point in Jacobian coordinates: x = X/Z², y = Y/Z³. Z = 0 is the point at infinity. */
export interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
}

export const G: Point = { X: GX, Y: GY, Z: 1n };
export const INFINITY: Point = { X: 0n, Y: 1n, Z: 0n };

/** The non-negative remainder. */
export function mod(a: bigint, m: bigint): bigint {
  const r = a % m;
  return r < 0n ? r + m : r;
}

/** The inverse modulo a prime by Fermat's little theorem. The inverse of 0 is computed as 0, without an error. */
export function invert(a: bigint, m: bigint): bigint {
  return power(mod(a, m), m - 2n, m);
}

/** The sum of two points. */
export function add(a: Point, b: Point): Point {
  if (a.Z === 0n) return b;
  if (b.Z === 0n) return a;
  const [aa, bb] = [mod(a.Z * a.Z, P), mod(b.Z * b.Z, P)];
  const [u1, u2] = [mod(a.X * bb, P), mod(b.X * aa, P)];
  const [s1, s2] = [mod(a.Y * bb * b.Z, P), mod(b.Y * aa * a.Z, P)];
  if (u1 === u2) return s1 === s2 ? double(a) : INFINITY;
  const h = u2 - u1;
  const r = s2 - s1;
  const hh = mod(h * h, P);
  const hhh = mod(h * hh, P);
  const v = mod(u1 * hh, P);
  const X = mod(r * r - hhh - 2n * v, P);
  return { X, Y: mod(r * (v - X) - s1 * hhh, P), Z: mod(h * a.Z * b.Z, P) };
}

function double({ X, Y, Z }: Point): Point {
  if (Y === 0n || Z === 0n) return INFINITY;
  const zz = mod(Z * Z, P);
  const m = mod(3n * (X - zz) * (X + zz), P); // the curve's a is −3
  const yy = mod(Y * Y, P);
  const s = mod(4n * X * yy, P);
  const x = mod(m * m - 2n * s, P);
  return { X: x, Y: mod(m * (s - x) - 8n * yy * yy, P), Z: mod(2n * Y * Z, P) };
}

/** `times` times a point. */
export function multiply(point: Point, times: bigint): Point {
  let sum = INFINITY;
  for (let doubled = point, rest = times; rest > 0n; rest >>= 1n, doubled = double(doubled))
    if (rest & 1n) sum = add(sum, doubled);
  return sum;
}

/** The affine x of a point. For the point at infinity the formula gives 0, as the inverse of 0 does. */
export function affineX({ X, Z }: Point): bigint {
  return mod(X * invert(Z, P) ** 2n, P);
}

/** The point of an uncompressed public key (SEC 1 section 2.3.3): the last 65 bytes of a P-256 SubjectPublicKeyInfo. */
export function pointOf(spki: Uint8Array): Point {
  const point = spki.slice(-65);
  return { X: numberOf(point.subarray(1, 33)), Y: numberOf(point.subarray(33)), Z: 1n };
}

/** SHA-256 of a message as the number that ECDSA calculates with (FIPS 186-5 section 6.4.1). */
export async function hashNumber(message: Uint8Array<ArrayBuffer>): Promise<bigint> {
  return numberOf(new Uint8Array(await crypto.subtle.digest("SHA-256", message)));
}

/** An ECDSA signature with private key `d` and nonce `k`: r and s, 32 bytes each (RFC 7518 section 3.4). */
export function signWith(hash: bigint, d: bigint, k: bigint): Uint8Array<ArrayBuffer> {
  const r = mod(affineX(multiply(G, k)), N);
  const s = mod(invert(k, N) * (hash + r * d), N);
  return joinHalves(r, s);
}

/** r and s as 64 bytes. */
export function joinHalves(r: bigint, s: bigint): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(64);
  out.set(bytesOf(r, 32));
  out.set(bytesOf(s, 32), 32);
  return out;
}

/** r and s of 64 bytes. */
export function halves(signature: Uint8Array): readonly [r: bigint, s: bigint] {
  return [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32, 64))];
}
