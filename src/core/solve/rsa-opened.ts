import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { decodeBase64Url } from "../text/base64url.ts";
import type { SignatureAlgorithm } from "../registry/algorithms.ts";
import type { SolveStep } from "./types.ts";
import { areEqual } from "../base/bytes.ts";
import { numberOf } from "../keys/numbers/big-number.ts";

type Hash = (bytes: Uint8Array) => Uint8Array;

const HASHES: ReadonlyMap<string, Hash> = new Map<string, Hash>([
  ["SHA-1", sha1],
  ["SHA-256", sha256],
  ["SHA-384", sha384],
  ["SHA-512", sha512],
]);

/** What stands before the digest in a DigestInfo (RFC 8017 section 9.2, note 1). */
const DIGEST_INFO: ReadonlyMap<string, string> = new Map([
  ["SHA-1", "3021300906052b0e03021a05000414"],
  ["SHA-256", "3031300d060960864801650304020105000420"],
  ["SHA-384", "3041300d060960864801650304020205000430"],
  ["SHA-512", "3051300d060960864801650304020305000440"],
]);

/** An RSA modulus is at most this long here, so that a hostile key costs little. */
const MOST_OCTETS = 1024;
/** Public exponents in use are 3 to 65537; a longer one would cost its length. */
const MOST_EXPONENT = 1n << 33n;

/** The encoded message that a signature stands for: s to the power of e, modulo n (RFC 8017 section 5.2.2); null where it is none. */
export function openRsa(
  signature: Uint8Array,
  jwk: { readonly n?: string | undefined; readonly e?: string | undefined },
): Uint8Array<ArrayBuffer> | null {
  const modulus = decodeBase64Url(jwk.n ?? "").bytes;
  const [n, e, s] = [numberOf(modulus), numberOf(decodeBase64Url(jwk.e ?? "").bytes), numberOf(signature)];
  if (modulus.length > MOST_OCTETS || n === 0n || e === 0n || e > MOST_EXPONENT || s >= n) return null;
  let [result, base, exponent] = [1n, s % n, e];
  while (exponent > 0n) {
    if ((exponent & 1n) === 1n) result = (result * base) % n;
    base = (base * base) % n;
    exponent >>= 1n;
  }
  const hex = result.toString(16).padStart(signature.length * 2, "0");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** What follows 00 01 FF … FF 00, the padding of PKCS #1 (RFC 8017 section 9.2); null where that is not there. */
function withoutPadding(message: Uint8Array): Uint8Array | null {
  if (message[0] !== 0 || message[1] !== 1) return null;
  let at = 2;
  while (message[at] === 0xff) at += 1;
  return at < 10 || message[at] !== 0 ? null : message.subarray(at + 1);
}

function withInfo(name: string, digest: Uint8Array): Uint8Array {
  const info = DIGEST_INFO.get(name) ?? "";
  return Uint8Array.from([...(info.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)), ...digest]);
}

/** Which mistake a PKCS #1 signature over `input` was made with, as its opened message tells; null where with none of these. */
function pkcs1Mistake(message: Uint8Array, input: Uint8Array, own: string): SolveStep | null {
  const content = withoutPadding(message);
  const hash = HASHES.get(own);
  if (content === null || hash === undefined) return null;
  if (areEqual(content, withInfo("SHA-1", sha1(input)))) return "sha-1";
  const digest = hash(input);
  return areEqual(content, digest) || areEqual(content, sha1(input)) ? "bare-digest" : null;
}

/** The mask of RFC 8017 appendix B.2.1. */
function mask(seed: Uint8Array, length: number, hash: Hash): Uint8Array {
  const octets: number[] = [];
  for (let counter = 0; octets.length < length; counter += 1)
    octets.push(
      ...hash(Uint8Array.from([...seed, counter >>> 24, (counter >>> 16) & 255, (counter >>> 8) & 255, counter & 255])),
    );
  return Uint8Array.from(octets.slice(0, length));
}

/** Whether a PSS signature over `input` holds with another hash in its mask (RFC 8017 section 9.1.2), whatever its salt. */
function holdsWithMask(message: Uint8Array, input: Uint8Array, hash: Hash, maskHash: Hash): boolean {
  if (message.at(-1) !== 0xbc) return false;
  const size = hash(new Uint8Array()).length;
  const [masked, digest] = [message.subarray(0, -size - 1), message.subarray(-size - 1, -1)];
  const over = mask(digest, masked.length, maskHash);
  const block = masked.map((octet, at) => octet ^ (over[at] ?? 0));
  // The leftmost bits beyond the modulus are none of the block's.
  block[0] = (block[0] ?? 0) & 0x7f;
  const one = block.findIndex((octet) => octet !== 0);
  if (one < 0 || block[one] !== 1) return false;
  const salt = block.subarray(one + 1);
  return areEqual(digest, hash(Uint8Array.from([...new Uint8Array(8), ...hash(input), ...salt])));
}

/**
 * Which mistake an RSA signature was made with, where the key is right: SHA-1 in place of the algorithm's hash, the digest
 * without what names its hash, or SHA-1 in the mask of PSS. Null where none of these, or the key is not the one.
 */
export function rsaMistake(
  signature: Uint8Array,
  jwk: { readonly n?: string | undefined; readonly e?: string | undefined },
  row: SignatureAlgorithm,
  input: Uint8Array,
): SolveStep | null {
  const own = `SHA-${row.hashBits ?? 0}`;
  const message = openRsa(signature, jwk);
  const hash = HASHES.get(own);
  if (message === null || hash === undefined) return null;
  if (row.family === "RSASSA-PKCS1-v1_5") return pkcs1Mistake(message, input, own);
  return row.family === "RSASSA-PSS" && holdsWithMask(message, input, hash, sha1) ? "mgf1-sha-1" : null;
}
