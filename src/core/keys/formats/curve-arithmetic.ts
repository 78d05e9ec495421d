import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { ed448, x448 } from "@noble/curves/ed448.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { type Asn1, octets, unsigned } from "./asn1.ts";

const WEIERSTRASS = new Map<string, typeof p256>([
  ["P-256", p256],
  ["P-384", p384],
  ["P-521", p521],
  ["secp256k1", secp256k1],
]);

const OTHERS = new Map<string, { readonly getPublicKey: (secret: Uint8Array) => Uint8Array }>([
  ["Ed25519", ed25519],
  ["Ed448", ed448],
  ["X25519", x25519],
  ["X448", x448],
]);

/**
 * The public octets of a private key: an uncompressed point (SEC 1 section 2.3.3), or the octets of RFC 8032 and RFC 7748.
 * Null where the private octets are out of range or of the wrong length, or the curve is not known.
 */
export function publicKeyOf(crv: string, secret: Uint8Array): Uint8Array | null {
  try {
    const curve = WEIERSTRASS.get(crv);
    return curve ? curve.getPublicKey(secret, false) : (OTHERS.get(crv)?.getPublicKey(secret) ?? null);
  } catch {
    return null;
  }
}

/** Whether octets decode to a point of Ed25519 or Ed448 (RFC 8032 sections 5.1.3 and 5.2.3). */
export function isEdwardsPoint(crv: string, octets: Uint8Array): boolean {
  try {
    (crv === "Ed448" ? ed448 : ed25519).Point.fromBytes(octets);
    return true;
  } catch {
    return false;
  }
}

/** The uncompressed form of a point in any form; null where it does not lie on the curve. */
export function uncompressed(crv: string, point: Uint8Array): Uint8Array | null {
  // The hybrid form (X9.62) is the uncompressed one with the parity of y in front.
  const isHybrid = point[0] === 6 || point[0] === 7;
  if (isHybrid && ((point.at(-1) ?? 0) & 1) !== (point[0] ?? 0) - 6) return null;
  try {
    const plain = isHybrid ? Uint8Array.of(4, ...point.subarray(1)) : point;
    return WEIERSTRASS.get(crv)?.Point.fromBytes(plain).toBytes(false) ?? null;
  } catch {
    return null;
  }
}

/**
 * The name of a curve that is spelled out (SpecifiedECDomain, SEC 1 appendix C.2). All of it must be the curve's: one that
 * agrees in part only is how CVE-2020-0601 worked. Null where none is.
 */
export function curveByParameters({ items }: Asn1): string | null {
  const [, field, curve, base, order] = items;
  const prime = hex(unsigned(field?.items[1]));
  const [a, b, n] = [hex(octets(curve?.items[0])), hex(octets(curve?.items[1])), hex(unsigned(order))];
  const generator = octets(base);
  for (const [name, { Point }] of WEIERSTRASS) {
    const known = Point.CURVE();
    const isSame = [
      [prime, known.p],
      [a, known.a],
      [b, known.b],
      [n, known.n],
    ].every(([given, wanted]) => given === wanted);
    if (!isSame || generator === null) continue;
    const compressed = hex(uncompressed(name, generator));
    if (compressed !== null && compressed === hex(Point.BASE.toBytes(false))) return name;
  }
  return null;
}

function hex(bytes: Uint8Array | null): bigint | null {
  return bytes && BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}
