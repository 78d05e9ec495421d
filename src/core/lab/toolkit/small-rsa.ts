import { mod } from "./p256.ts";
import { bytesOf } from "./rsa-recovery.ts";
import { numberOf, power } from "../../keys/numbers/big-number.ts";

/** An RSA key in plain big integers, far too short for anything but the lab. */
export interface SmallRsaKey {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  /** The modulus' length in bytes, as RFC 8017 calls it `k`. */
  readonly size: number;
}

const E = 65537n;

/** A fresh key of the given number of bytes, the first of which is 1: quick to compute with and to attack. */
export function makeSmallRsa(size: number): SmallRsaKey {
  const bits = size * 8 - 7;
  for (;;) {
    const [p, q] = [prime(Math.ceil(bits / 2)), prime(Math.floor(bits / 2))];
    const n = p * q;
    const phi = (p - 1n) * (q - 1n);
    if (n >> BigInt(bits - 1) !== 1n || p === q) continue;
    return { n, e: E, d: inverse(E, phi), size };
  }
}

/** RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.1): 0, 2, random bytes that are not 0, 0, and the message. */
export function encryptPkcs1({ n, e, size }: Omit<SmallRsaKey, "d">, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = crypto.getRandomValues(new Uint8Array(size)).map((octet) => octet || 1);
  block[0] = 0;
  block[1] = 2;
  block[size - message.length - 1] = 0;
  block.set(message, size - message.length);
  return bytesOf(power(numberOf(block), e, n), size);
}

/** The block in an encrypted key, whatever its content. */
export function decryptBlock({ n, d, size }: SmallRsaKey, encrypted: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytesOf(power(mod(numberOf(encrypted), n), d, n), size);
}

function prime(bits: number): bigint {
  for (;;) {
    const octets = crypto.getRandomValues(new Uint8Array(Math.ceil(bits / 8)));
    const candidate = (numberOf(octets) & ((1n << BigInt(bits)) - 1n)) | (3n << BigInt(bits - 2)) | 1n;
    if (candidate % E !== 1n && isPrime(candidate)) return candidate;
  }
}

const SMALL = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

/** The Miller-Rabin test with eleven bases: no proof, but good enough for a throwaway key. */
function isPrime(n: bigint): boolean {
  if (SMALL.some((small) => n % small === 0n)) return false;
  let odd = n - 1n;
  let twos = 0;
  for (; (odd & 1n) === 0n; odd >>= 1n) twos += 1;
  return SMALL.every((base) => {
    let x = power(base, odd, n);
    if (x === 1n || x === n - 1n) return true;
    for (let round = 1; round < twos; round += 1) {
      x = (x * x) % n;
      if (x === n - 1n) return true;
    }
    return false;
  });
}

/** The inverse of `a` modulo `m`, which share no factor, by Euclid's algorithm. */
export function inverse(a: bigint, m: bigint): bigint {
  let [r, next] = [m, mod(a, m)];
  let [t, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [t, following] = [following, t - quotient * following];
  }
  return mod(t, m);
}
