import type { JWK } from "jose";
import { encodeBase64Url } from "../../text/base64url.ts";
import { numberIn, numberOf, octetsOf, power } from "./big-number.ts";

/**
 * Adds the two primes and the values derived from them to an RSA private key with only `n`, `e` and `d` (RFC 7518
 * section 6.3.2 allows that, Web Cryptography refuses it). Any other JWK is returned unchanged. `draw` returns random
 * bytes. Throws if `d` does not belong to `n` and `e`.
 */
export function withPrimes(jwk: JWK, draw: (length: number) => Uint8Array): JWK {
  if (jwk.kty !== "RSA" || jwk.d === undefined || jwk.p !== undefined) return jwk;
  const [n, e, d] = [numberIn(jwk.n), numberIn(jwk.e), numberIn(jwk.d)];
  const p = factor(n, e, d, draw);
  const q = n / p;
  const [first, second] = p > q ? [p, q] : [q, p];
  return {
    ...jwk,
    p: toText(first),
    q: toText(second),
    dp: toText(d % (first - 1n)),
    dq: toText(d % (second - 1n)),
    qi: toText(power(second, first - 2n, first)),
  };
}

/**
 * Adds the values derived from the primes to an RSA private key (RFC 8017 section 3.2) and keeps those it has. Null
 * if the primes are missing or do not match its modulus.
 */
export function withExponents(jwk: JWK): JWK | null {
  const [n, e, p, q] = [jwk.n, jwk.e, jwk.p, jwk.q].map(numberIn) as [bigint, bigint, bigint, bigint];
  if (p < 3n || q < 3n || p * q !== n) return null;
  const d = jwk.d === undefined ? inverse(e, (p - 1n) * (q - 1n)) : numberIn(jwk.d);
  const qi = inverse(q, p);
  if (d === null || qi === null) return null;
  return { d: toText(d), dp: toText(d % (p - 1n)), dq: toText(d % (q - 1n)), qi: toText(qi), ...jwk };
}

/** The modular inverse of `value`, by the extended Euclidean algorithm; null if there is none. */
function inverse(value: bigint, modulus: bigint): bigint | null {
  let [rest, next] = [modulus, value % modulus];
  let [factor, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, following] = [following, factor - quotient * following];
  }
  return rest === 1n ? (factor + modulus) % modulus : null;
}

/** Half of all bases split the modulus; after this many failures the exponents do not match it. */
const ATTEMPTS = 64;

/** One of the two primes (NIST SP 800-56B revision 2, appendix C.1). */
function factor(n: bigint, e: bigint, d: bigint, draw: (length: number) => Uint8Array): bigint {
  let odd = d * e - 1n;
  let twos = 0;
  if (n < 6n || odd <= 0n) throw new Error("The private exponent does not match the modulus");
  for (; odd % 2n === 0n; odd /= 2n) twos += 1;
  const length = Math.ceil(n.toString(16).length / 2);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const base = (numberOf(draw(length)) % (n - 3n)) + 2n;
    let root = power(base, odd, n);
    for (let step = 0; step < twos && root !== 1n && root !== n - 1n; step += 1) {
      const square = (root * root) % n;
      if (square === 1n) return greatestCommonDivisor(root - 1n, n);
      root = square;
    }
  }
  throw new Error("The private exponent does not match the modulus");
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

function toText(value: bigint): string {
  return encodeBase64Url(octetsOf(value));
}
