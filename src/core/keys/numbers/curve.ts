import { keyKind } from "../../registry/key-kinds.ts";
import { numberIn } from "./big-number.ts";

/**
 * Whether the point of two base64url coordinates is on an ECDSA curve; true for an unknown curve. A point off the
 * curve extracts private key bits from an implementation that does not check (RFC 7518 section 8.1, SP 800-56A
 * section 5.6.2.3).
 */
export function isOnCurve(crv: string, x: string, y: string): boolean {
  const curve = keyKind(crv)?.weierstrass;
  if (!curve) return true;
  const { p, a, b } = curve;
  const [u, v] = [numberIn(x), numberIn(y)];
  return u < p && v < p && (v * v - u * u * u - a * u - b) % p === 0n;
}
