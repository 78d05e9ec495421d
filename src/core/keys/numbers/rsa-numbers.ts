import type { JWK } from "jose";
import { numberIn } from "./big-number.ts";

/** Small primes: of numbers that are not a product of two large ones, nineteen in twenty have one of these in them. */
const BOUND = 10_000;
/** Keys beyond any real size are not checked, so none can block the page. */
const MOST_BITS = 32_768;
let product: bigint | undefined;

/**
 * Why the numbers of an RSA key are not such as RFC 8017 section 3 makes them, in words; null where nothing shows. What an
 * exponent cannot be is not asked here: such a key is read, and refused with what it means (`keyFault`). A public key tells
 * little of itself; that it was changed on the way most often shows in a factor that no key has. A private one
 * has to fit in itself.
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
