import { decodeBase64Url } from "../../text/base64url.ts";
import { fromHex } from "../../text/hex.ts";
import { join } from "./hmac.ts";
import { numberOf } from "../../keys/numbers/big-number.ts";

/** DigestInfo of SHA-256 (RFC 8017 section 9.2, note 1), without the digest. */
const SHA256_DIGEST_INFO = fromHex("3031300d060960864801650304020105000420");

/** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) of a message for SHA-256: the block that RSA raises to a power, `size` bytes. */
export async function pkcs1Block(message: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", message));
  const padding = new Uint8Array(size - 3 - SHA256_DIGEST_INFO.length - digest.length).fill(0xff);
  return join(Uint8Array.of(0, 1), padding, Uint8Array.of(0), SHA256_DIGEST_INFO, digest);
}

/** A number as big-endian bytes, as few as it needs or exactly `size`. */
export function bytesOf(number: bigint, size?: number): Uint8Array<ArrayBuffer> {
  const hex = number.toString(16);
  const digits = hex.padStart(size === undefined ? hex.length + (hex.length % 2) : size * 2, "0");
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The common factor beside the modulus is random: once in 500 times it has a prime over 100, in a million one over this. */
const MOST_FACTOR = 100_000n;

/**
 * The modulus behind two RS256 tokens: each signature raised to `e` differs from its padded message by a multiple of the
 * modulus, so the modulus divides the greatest common divisor of both differences; small factors are divided out.
 * Takes a fraction of a second for e = 3. Null if the result does not match the size of the signatures.
 */
export async function recoverModulus(tokens: readonly [string, string], e: bigint): Promise<bigint | null> {
  const [first, second] = await Promise.all(tokens.map((token) => difference(token, e)));
  let common = gcd(first ?? 0n, second ?? 0n);
  const bits = BigInt(decodeBase64Url(tokens[0].slice(tokens[0].lastIndexOf(".") + 1)).bytes.length * 8);
  for (let factor = 2n; factor < MOST_FACTOR && common >> bits > 0n; factor += 1n)
    while (common % factor === 0n && common >> bits > 0n) common /= factor;
  return common >> (bits - 1n) === 1n ? common : null;
}

async function difference(token: string, e: bigint): Promise<bigint> {
  const dot = token.lastIndexOf(".");
  const signature = decodeBase64Url(token.slice(dot + 1)).bytes;
  const block = await pkcs1Block(new TextEncoder().encode(token.slice(0, dot)), signature.length);
  return numberOf(signature) ** e - numberOf(block);
}

function gcd(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}
