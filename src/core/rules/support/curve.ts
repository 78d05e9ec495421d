import { decodeBase64Url } from "../../text/base64url.ts";

/** Prime and coefficient b of the NIST curves y^2 = x^3 - 3x + b (SP 800-186 section 3.2.1). */
const CURVES: Readonly<Record<string, readonly [p: bigint, b: bigint]>> = {
  "P-256": [
    2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  ],
  "P-384": [
    2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  ],
  "P-521": [
    2n ** 521n - 1n,
    0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  ],
};

function number(coordinate: string): bigint {
  const { bytes } = decodeBase64Url(coordinate);
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}

/**
 * Whether the point of two base64url coordinates lies on a NIST curve; true for a curve that is not known here. A point
 * beside the curve draws private bits out of a reader that does not check (RFC 7518 section 8.1, SP 800-56A section 5.6.2.3).
 */
export function isOnCurve(crv: string, x: string, y: string): boolean {
  const curve = CURVES[crv];
  if (!curve) return true;
  const [p, b] = curve;
  const [u, v] = [number(x), number(y)];
  return u < p && v < p && (v * v - u * u * u + 3n * u - b) % p === 0n;
}
