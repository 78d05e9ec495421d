import type { JWK } from "jose";
import type { SignatureAlgorithm } from "../../registry/algorithms.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import { decodeBase64Url } from "../../text/base64url.ts";
import { numberIn, numberOf } from "./big-number.ts";
import { isOnCurve } from "./curve.ts";
import { isSmallOrder, type PointFault, pointFault, scalarOf } from "./edwards.ts";

/** Why a public key must never be used: anyone, or nobody, can sign for it. */
export type KeyFault =
  /** Ed25519, Ed448; `off-curve` also ECDSA. */
  | PointFault
  /** ECDSA: a coordinate is not below the field's prime. */
  | "coordinate-range"
  /** RSA: with exponent 1 the signature is the padded hash itself. */
  | "exponent-one"
  /** RSA: no private exponent fits an even one, or 0. */
  | "exponent-even"
  | "modulus-even"
  /** RSA: the exponent is not below the modulus. */
  | "exponent-range"
  /** ML-DSA: the wrong length for its parameter set. */
  | "length"
  /** ML-DSA: `t1` is zero, so the key contains no secret. */
  | "zero-vector";

/** Why no signer makes a signature, though some verifiers accept it. */
export type SignatureFault =
  /** Ed25519, Ed448: R is a point of small order. */
  | "small-order-r"
  /** Ed25519, Ed448: S is not below the group's order (RFC 8032 section 5.1.7), so one signature can be written twice. */
  | "s-range"
  /** ECDSA: R or S is 0. */
  | "zero"
  /** ECDSA: R or S is not below the group's order (FIPS 186-5 section 6.4.2). */
  | "order";

/** Bytes of the seed `rho` that an ML-DSA public key begins with (FIPS 204 algorithm 22). */
const RHO_BYTES = 32;

/**
 * What is wrong with the public half of a key that fits its algorithm by kind, curve and size; null if nothing.
 * Checked here, since engines differ: browsers verify Ed25519 with keys of small order. Pure, takes a few
 * milliseconds at most.
 */
export function keyFault(jwk: JWK): KeyFault | null {
  switch (jwk.kty) {
    case "RSA":
      return rsaFault(numberIn(jwk.n), numberIn(jwk.e));
    case "EC":
      return ecFault(jwk);
    case "OKP": {
      const curve = keyKind(jwk.crv)?.edwards;
      return curve ? pointFault(curve, decodeBase64Url(jwk.x ?? "").bytes) : null;
    }
    case "AKP": {
      const { bytes } = decodeBase64Url(typeof jwk.pub === "string" ? jwk.pub : "");
      if (bytes.length !== keyKind(jwk.alg)?.bytes) return "length";
      return bytes.subarray(RHO_BYTES).every((octet) => octet === 0) ? "zero-vector" : null;
    }
    default:
      return null;
  }
}

function rsaFault(n: bigint, e: bigint): KeyFault | null {
  if (e === 1n) return "exponent-one";
  if (e % 2n === 0n) return "exponent-even";
  if (n % 2n === 0n) return "modulus-even";
  return e < n ? null : "exponent-range";
}

function ecFault({ crv = "", x = "", y = "" }: JWK): KeyFault | null {
  const curve = keyKind(crv)?.weierstrass;
  if (!curve) return null;
  if (numberIn(x) >= curve.p || numberIn(y) >= curve.p) return "coordinate-range";
  return isOnCurve(crv, x, y) ? null : "off-curve";
}

/**
 * What is wrong with a signature of the right length, whatever the key; null if nothing. `row` belongs to the key's
 * curve. RSA and ML-DSA have no such values: their verifiers check the entire signature.
 */
export function signatureFault(row: SignatureAlgorithm, signature: Uint8Array): SignatureFault | null {
  const half = signature.length / 2;
  const [crv = ""] = row.curves;
  if (row.family === "EdDSA") {
    const curve = keyKind(crv)?.edwards;
    if (!curve) return null;
    if (isSmallOrder(curve, signature.subarray(0, half))) return "small-order-r";
    return scalarOf(signature.subarray(half)) < curve.order ? null : "s-range";
  }
  const curve = row.family === "ECDSA" ? keyKind(crv)?.weierstrass : undefined;
  if (!curve) return null;
  const parts = [numberOf(signature.subarray(0, half)), numberOf(signature.subarray(half))];
  if (parts.includes(0n)) return "zero";
  return parts.some((part) => part >= curve.n) ? "order" : null;
}
