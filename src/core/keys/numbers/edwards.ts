import type { EdwardsCurve } from "../../registry/key-kinds.ts";
import { numberOf, power } from "./big-number.ts";

/** Why bytes are not a usable point. */
export type PointFault =
  /** One of the few points for which one signature fits any content (RFC 8032 section 5.1.7 does not exclude them). */
  | "small-order"
  /** Not the encoding of RFC 8032 sections 5.1.2 and 5.2.2. */
  | "not-canonical"
  /** Not a point on the curve. */
  | "off-curve";

/** The integer of little-endian bytes. */
export function scalarOf(octets: Uint8Array): bigint {
  return numberOf(octets.toReversed());
}

/** The unreduced y and the sign of x. */
function coordinatesOf(octets: Uint8Array): { readonly y: bigint; readonly isOdd: boolean } {
  const sign = 1n << BigInt(8 * octets.length - 1);
  const whole = scalarOf(octets);
  return whole >= sign ? { y: whole - sign, isOdd: true } : { y: whole, isOdd: false };
}

/** Whether bytes are a point of small order in any encoding, even one that RFC 8032 does not allow. */
export function isSmallOrder(curve: EdwardsCurve, octets: Uint8Array): boolean {
  return curve.smallOrder.has(coordinatesOf(octets).y % curve.p);
}

/**
 * Why bytes are not a public key of the curve: of small order, not decodable (RFC 8032 sections 5.1.3 and 5.2.3), or
 * not the canonical encoding of their point; null if nothing is wrong. Takes bytes of the curve's size.
 */
export function pointFault(curve: EdwardsCurve, octets: Uint8Array): PointFault | null {
  const { p, a, d } = curve;
  const { y } = coordinatesOf(octets);
  if (isSmallOrder(curve, octets)) return "small-order";
  if (y >= p) return "not-canonical";
  // x^2 = (1 - y^2) / (a - dy^2), and u/v is a square where uv is. No y makes v zero, since d is none (RFC 7748 section 3).
  const square = (y * y) % p;
  const [u, v] = [modulo(1n - square, p), modulo(a - d * square, p)];
  return power((u * v) % p, (p - 1n) / 2n, p) === 1n ? null : "off-curve";
}

function modulo(value: bigint, p: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}
