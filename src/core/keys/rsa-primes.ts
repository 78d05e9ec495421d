import type { JWK } from "jose";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";

/**
 * An RSA private key with the two primes and what follows from them, where the JWK has only `n`, `e` and `d` (RFC 7518
 * section 6.3.2 allows that, Web Cryptography refuses it). Any other JWK comes back as it is. `draw` gives random octets.
 * Throws where `d` does not belong to `n` and `e`.
 */
export function withPrimes(jwk: JWK, draw: (length: number) => Uint8Array): JWK {
  if (jwk.kty !== "RSA" || jwk.d === undefined || jwk.p !== undefined) return jwk;
  const [n, e, d] = [toNumber(jwk.n), toNumber(jwk.e), toNumber(jwk.d)];
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

/** Half of all bases split the modulus; after as many as this in vain the exponents do not fit it. */
const ATTEMPTS = 64;

/** One of the two primes (NIST SP 800-56B revision 2, appendix C.1). */
function factor(n: bigint, e: bigint, d: bigint, draw: (length: number) => Uint8Array): bigint {
  let odd = d * e - 1n;
  let twos = 0;
  if (n < 6n || odd <= 0n) throw new Error("The private exponent does not belong to the modulus");
  for (; odd % 2n === 0n; odd /= 2n) twos += 1;
  const length = Math.ceil(n.toString(16).length / 2);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const base = (fromOctets(draw(length)) % (n - 3n)) + 2n;
    let root = power(base, odd, n);
    for (let step = 0; step < twos && root !== 1n && root !== n - 1n; step += 1) {
      const square = (root * root) % n;
      if (square === 1n) return greatestCommonDivisor(root - 1n, n);
      root = square;
    }
  }
  throw new Error("The private exponent does not belong to the modulus");
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

function toNumber(text: string | undefined): bigint {
  return fromOctets(decodeBase64Url(text ?? "").bytes);
}

function fromOctets(octets: Uint8Array): bigint {
  return BigInt(`0x0${Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("")}`);
}

function toText(value: bigint): string {
  const hex = value.toString(16);
  const pairs = (hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g) ?? [];
  return encodeBase64Url(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
