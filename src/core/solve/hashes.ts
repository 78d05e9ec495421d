import { md5, ripemd160, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512, sha512_256 } from "@noble/hashes/sha2.js";
import { keccak_256, keccak_512, sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js";

/** A hash in the form that the library's HMAC takes. */
export type Hash = typeof md5;

/** Hashes that signers use, those of JWA first. */
export const HASHES: ReadonlyMap<string, Hash> = new Map<string, Hash>([
  ["SHA-256", sha256],
  ["SHA-384", sha384],
  ["SHA-512", sha512],
  ["SHA-1", sha1],
  ["MD5", md5],
  ["SHA-224", sha224],
  ["SHA-512/256", sha512_256],
  ["SHA3-256", sha3_256],
  ["SHA3-384", sha3_384],
  ["SHA3-512", sha3_512],
  ["Keccak-256", keccak_256],
  ["Keccak-512", keccak_512],
  ["RIPEMD-160", ripemd160],
]);
