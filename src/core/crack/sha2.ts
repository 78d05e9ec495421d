import type { HmacAlgorithm } from "./types.ts";
import { sha256 } from "./sha256.ts";
import { sha384, sha512 } from "./sha512.ts";

/**
 * A hash function of FIPS 180-4 taken apart, so the work on a message's blocks is done once and reused for many keys.
 * States and schedules are 32-bit numbers; their lengths depend on the hash.
 */
export interface BlockHash {
  readonly blockSize: 64 | 128;
  readonly digestSize: 32 | 48 | 64;
  /** The number of values in a schedule. */
  readonly scheduleLength: number;
  readonly initial: Uint32Array;
  /** Computes a block's schedule, with the round constants added. */
  readonly schedule: (block: Uint8Array, at: number, schedule: Uint32Array) => void;
  /** Runs a state through the rounds of one block (section 6.2.2 or 6.4.2). */
  readonly compress: (state: Uint32Array, schedule: Uint32Array, scheduleAt: number) => void;
}

/** The hash function of an HMAC algorithm (RFC 7518 section 3.2). */
export function hashOf(algorithm: HmacAlgorithm): BlockHash {
  switch (algorithm) {
    case "HS256":
      return sha256;
    case "HS384":
      return sha384;
    case "HS512":
      return sha512;
  }
}

/** A message padded to whole blocks (FIPS 180-4 section 5.1), as the continuation of `before` bytes already hashed. */
export function padMessage(hash: BlockHash, message: Uint8Array, before: number): Uint8Array<ArrayBuffer> {
  const { blockSize } = hash;
  const padded = new Uint8Array(Math.ceil((message.length + 1 + blockSize / 8) / blockSize) * blockSize);
  padded.set(message);
  padded[message.length] = 0x80;
  const bits = (before + message.length) * 8;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bits / 2 ** 32));
  view.setUint32(padded.length - 4, bits >>> 0);
  return padded;
}

/** Writes the value of a state to `into`, truncated to the digest's length. */
export function writeDigest(hash: BlockHash, state: Uint32Array, into: Uint8Array): void {
  for (let i = 0; i < hash.digestSize / 4; i += 1) {
    const word = state[i] as number;
    into[i * 4] = word >>> 24;
    into[i * 4 + 1] = word >>> 16;
    into[i * 4 + 2] = word >>> 8;
    into[i * 4 + 3] = word;
  }
}

/** Hashes some bytes. Synchronous, for keys longer than a block (RFC 2104 section 2), which are rare. */
export function digest(hash: BlockHash, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = padMessage(hash, bytes, 0);
  const state = hash.initial.slice();
  const schedule = new Uint32Array(hash.scheduleLength);
  for (let at = 0; at < padded.length; at += hash.blockSize) {
    hash.schedule(padded, at, schedule);
    hash.compress(state, schedule, 0);
  }
  const result = new Uint8Array(hash.digestSize);
  writeDigest(hash, state, result);
  return result;
}
