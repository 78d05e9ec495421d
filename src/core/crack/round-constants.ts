/**
 * The constants of FIPS 180-4, computed from their definition: the first 64 bits of the fractional parts of the cube
 * roots of the first primes (section 4.2.3) and of their square roots (section 5.3). SHA-256 uses the upper halves.
 */

function firstPrimes(count: number): readonly bigint[] {
  const primes: bigint[] = [];
  for (let candidate = 2n; primes.length < count; candidate += 1n) {
    if (primes.every((prime) => candidate % prime !== 0n)) primes.push(candidate);
  }
  return primes;
}

/** The greatest integer whose `power`-th power is at most `value`, by Newton's method from above. */
function integerRoot(value: bigint, power: bigint): bigint {
  let root = 1n << (BigInt(value.toString(2).length) / power + 1n);
  for (;;) {
    const next = ((power - 1n) * root + value / root ** (power - 1n)) / power;
    if (next >= root) return root;
    root = next;
  }
}

const PRIMES = firstPrimes(80);
const fraction = (prime: bigint, power: bigint): bigint =>
  BigInt.asUintN(64, integerRoot(prime << (64n * power), power));

/** The 80 round constants of SHA-512, as pairs (upper, lower half). */
export const CUBE_ROOTS: Uint32Array = halves(PRIMES.map((prime) => fraction(prime, 3n)));
/** The square roots, as pairs: of the first eight primes for SHA-512, of the next eight for SHA-384. */
export const SQUARE_ROOTS: Uint32Array = halves(PRIMES.slice(0, 16).map((prime) => fraction(prime, 2n)));

function halves(values: readonly bigint[]): Uint32Array {
  return Uint32Array.from(values.flatMap((value) => [Number(value >> 32n), Number(BigInt.asUintN(32, value))]));
}

/** The upper halves of the first `count` pairs. */
export function upperHalves(pairs: Uint32Array, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => pairs[i * 2] as number);
}
