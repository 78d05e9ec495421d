import { weierstrass, type WeierstrassPointCons } from "@noble/curves/abstract/weierstrass.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { ed448, x448 } from "@noble/curves/ed448.js";
import { EC_CURVES, keyKind } from "../../registry/key-kinds.ts";
import { type Asn1, octets, unsigned } from "./asn1.ts";
import { numberOf } from "../numbers/big-number.ts";

/** Point arithmetic of an EC curve, created on first use. */
const points = new Map<string, WeierstrassPointCons<bigint>>();

/** The point arithmetic of an EC curve by its JOSE name; null for an unknown curve. */
export function curvePoints(crv: string): WeierstrassPointCons<bigint> | null {
  const curve = keyKind(crv)?.weierstrass;
  if (!curve) return null;
  const known = points.get(crv) ?? weierstrass({ ...curve, a: (curve.a + curve.p) % curve.p, h: 1n });
  points.set(crv, known);
  return known;
}

const OKP = new Map<string, { readonly getPublicKey: (secret: Uint8Array) => Uint8Array }>([
  ["Ed25519", ed25519],
  ["Ed448", ed448],
  ["X25519", x25519],
  ["X448", x448],
]);

/**
 * The public bytes of a private key: an uncompressed point (SEC 1 section 2.3.3), or the bytes of RFC 8032 and RFC 7748.
 * Null if the private bytes are out of range or have the wrong length, or the curve is unknown.
 */
export function publicKeyOf(crv: string, secret: Uint8Array): Uint8Array | null {
  try {
    const Point = curvePoints(crv);
    return Point
      ? Point.BASE.multiply(Point.Fn.fromBytes(secret)).toBytes(false)
      : (OKP.get(crv)?.getPublicKey(secret) ?? null);
  } catch {
    return null;
  }
}

/** The uncompressed form of a point in any form; null if it is not on the curve. */
export function uncompressed(crv: string, point: Uint8Array): Uint8Array | null {
  // The hybrid form (X9.62) is the uncompressed one, prefixed with the parity of y.
  const isHybrid = point[0] === 6 || point[0] === 7;
  if (isHybrid && ((point.at(-1) ?? 0) & 1) !== (point[0] ?? 0) - 6) return null;
  try {
    const plain = isHybrid ? Uint8Array.of(4, ...point.subarray(1)) : point;
    return curvePoints(crv)?.fromBytes(plain).toBytes(false) ?? null;
  } catch {
    return null;
  }
}

/**
 * The name of an explicitly specified curve (SpecifiedECDomain, SEC 1 appendix C.2). All parameters must match:
 * CVE-2020-0601 exploited a partial match. Null if none matches.
 */
export function curveByParameters({ items }: Asn1): string | null {
  const [, field, curve, base, order] = items;
  const prime = number(unsigned(field?.items[1]));
  const [a, b, n] = [number(octets(curve?.items[0])), number(octets(curve?.items[1])), number(unsigned(order))];
  const generator = octets(base);
  for (const name of EC_CURVES) {
    const Point = curvePoints(name);
    const known = Point?.CURVE();
    const isSame = prime === known?.p && a === known?.a && b === known?.b && n === known?.n;
    if (!Point || !isSame || generator === null) continue;
    const compressed = number(uncompressed(name, generator));
    if (compressed !== null && compressed === number(Point.BASE.toBytes(false))) return name;
  }
  return null;
}

function number(bytes: Uint8Array | null): bigint | null {
  return bytes && numberOf(bytes);
}
