import { type Point, affineX, G, INFINITY, invert, mod, multiply } from "./p256.ts";
import { SMALL_POINTS } from "./small-points.ts";

/** Points of small order, each on a curve that differs from P-256 only in b. */
interface SmallPoint {
  readonly order: number;
  readonly point: Point;
}

/** The points of `small-points.ts`, by order. */
export function smallPoints(): readonly SmallPoint[] {
  return SMALL_POINTS.map(([order, x, y]) => ({ order, point: { X: BigInt(x), Y: BigInt(y), Z: 1n } }));
}

/** The x of that multiple of a point; 0 for the point at infinity. */
export function xOfMultiple(point: Point, times: number): bigint {
  return times === 0 ? affineX(INFINITY) : affineX(multiply(point, BigInt(times)));
}

/**
 * The private key behind remainders: x distinguishes a multiple from others but not from its negative, so each
 * remainder of the key is known up to its sign, and that of its square exactly. Null if the remainders do not
 * determine it.
 */
export function keyOfRemainders(
  remainders: readonly { readonly order: number; readonly remainder: number }[],
): bigint | null {
  let [square, modulus] = [0n, 1n];
  for (const { order, remainder } of remainders) {
    const prime = BigInt(order);
    const step = mod((BigInt(remainder) ** 2n - square) * invert(mod(modulus, prime), prime), prime);
    square += modulus * step;
    modulus *= prime;
  }
  const root = rootOf(square);
  return root * root === square ? root : null;
}

/** Whether a public point belongs to a private key. */
export function belongsTo(key: bigint, x: bigint): boolean {
  return affineX(multiply(G, key)) === x;
}

/** The square root, rounded down, by Newton's method. */
function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
