import type { JWK } from "jose";
import { numberIn } from "./big-number.ts";

/** Small primes: nineteen of twenty altered moduli are divisible by one of these. */
const BOUND = 10_000;
/** Keys beyond any real size are not checked, so they cannot block the page. */
const MOST_BITS = 32_768;
let product: bigint | undefined;

/**
 * Why the numbers of an RSA key cannot be a key of RFC 8017 section 3, in words; null if nothing shows. Exponents are
 * not checked here: such a key is read, and refused with an explanation (`keyFault`). A public key reveals little; an
 * alteration mostly shows in a small factor. A private key must be consistent.
 */
export function whyNotRsa(jwk: JWK): string | null {
  const [n, e] = [numberIn(jwk.n), numberIn(jwk.e)];
  if (n >> BigInt(MOST_BITS) !== 0n) return null;
  product ??= productOfPrimes(BOUND);
  const common = greatestCommonDivisor(n, product % n);
  if (common !== 1n && n.toString(2).length > 64) {
    return `Its modulus is divisible by ${smallestFactor(common)}, unlike any RSA modulus: the key is corrupt`;
  }
  if (jwk.d === undefined || jwk.p === undefined) return null;
  const [d, p, q, dp, dq, qi] = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(numberIn) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const fits =
    p > 1n &&
    q > 1n &&
    p * q === n &&
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    d % (p - 1n) === dp % (p - 1n) &&
    d % (q - 1n) === dq % (q - 1n) &&
    (qi * q) % p === 1n;
  return fits ? null : "Its numbers do not match: the key is corrupt";
}

function productOfPrimes(bound: number): bigint {
  const isOut = new Uint8Array(bound);
  let all = 1n;
  for (let number = 2; number < bound; number += 1) {
    if (isOut[number] === 1) continue;
    all *= BigInt(number);
    for (let multiple = number * number; multiple < bound; multiple += number) isOut[multiple] = 1;
  }
  return all;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function smallestFactor(number: bigint): bigint {
  let factor = 2n;
  while (number % factor !== 0n) factor += 1n;
  return factor;
}
