import { numberOf, power } from "../../keys/numbers/big-number.ts";
import { mod } from "./p256.ts";
import { inverse } from "./small-rsa.ts";

/** Whether the block in a ciphertext begins with 0 and 2. Each call is one question to the service. */
type PaddingOracle = (ciphertext: bigint) => Promise<boolean>;

/** Of an RSA public key: `size` is the modulus' length in bytes. */
interface PublicNumbers {
  readonly n: bigint;
  readonly e: bigint;
  readonly size: number;
}

interface Interval {
  readonly from: bigint;
  readonly to: bigint;
}

/** 99 of 100 attempts need fewer questions than this: beyond it, starting over from another multiple is cheaper. */
const LONG = 6_000;

/**
 * Bleichenbacher's attack on PKCS #1 v1.5 (CRYPTO '98): finds the block under `ciphertext`, which is a well-formed one, by asking
 * about multiples of it. How many questions that takes has a long tail: after `long` of them it starts over from another
 * multiple that is well formed too (step 1, blinding). Null where the service answers `most` questions without an end in sight.
 */
export async function findBlock(
  key: PublicNumbers,
  ciphertext: bigint,
  isPadded: PaddingOracle,
  most: number,
  long = LONG,
): Promise<{ readonly block: bigint; readonly questions: number } | null> {
  const { n, e, size } = key;
  let questions = 0;
  const mayAsk = (): boolean => questions < most;
  const asks = async (s: bigint): Promise<boolean> => {
    questions += 1;
    return isPadded((ciphertext * power(s, e, n)) % n);
  };
  for (let blind = 1n; ;) {
    const end = Math.min(most, questions + long);
    const found = await narrow(
      key,
      (s) => asks((s * blind) % n),
      () => questions < end,
    );
    if (found !== null) return { block: mod(found * inverse(blind, n), n), questions };
    do blind = mod(numberOf(crypto.getRandomValues(new Uint8Array(size))), n);
    while (mayAsk() && !(await asks(blind)));
    if (!mayAsk()) return null;
  }
}

/** Steps 2 and 3: narrows the interval down to one block, unless the questions run out or the answers contradict each other. */
async function narrow(
  { n, size }: PublicNumbers,
  asks: (s: bigint) => Promise<boolean>,
  mayAsk: () => boolean,
): Promise<bigint | null> {
  const B = 1n << BigInt(8 * (size - 2));
  let known: readonly Interval[] = [{ from: 2n * B, to: 3n * B - 1n }];
  let s = up(n, 3n * B) - 1n;
  for (let isFirst = true; mayAsk(); isFirst = false) {
    const [only] = known;
    if (known.length === 1 && only !== undefined && only.from === only.to) return mod(only.from, n);
    if (known.length === 1 && only !== undefined && !isFirst) {
      const found = await fromOne(only, s);
      if (found === null) return null;
      s = found;
    } else {
      do s += 1n;
      while (mayAsk() && !(await asks(s)));
    }
    known = narrowed(s);
    if (known.length === 0) return null;
  }
  return null;

  /** Step 2c: with one interval left, each question halves it. */
  async function fromOne({ from, to }: Interval, last: bigint): Promise<bigint | null> {
    for (let r = up(2n * (to * last - 2n * B), n); mayAsk(); r += 1n) {
      const end = (3n * B - 1n + r * n) / from;
      for (let next = up(2n * B + r * n, to); next <= end; next += 1n) if (await asks(next)) return next;
    }
    return null;
  }

  /** Step 3: which blocks are still possible after a yes to `s`. */
  function narrowed(s: bigint): readonly Interval[] {
    const found: Interval[] = [];
    for (const { from, to } of known) {
      const end = (to * s - 2n * B) / n;
      for (let r = up(from * s - 3n * B + 1n, n); r <= end; r += 1n) {
        const low = up(2n * B + r * n, s);
        const high = (3n * B - 1n + r * n) / s;
        const interval = { from: low > from ? low : from, to: high < to ? high : to };
        if (interval.from <= interval.to) found.push(interval);
      }
    }
    return found;
  }
}

/** The quotient, rounded up. */
function up(a: bigint, b: bigint): bigint {
  return a <= 0n ? a / b : (a + b - 1n) / b;
}
