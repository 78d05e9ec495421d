import { hashOf, padMessage, writeDigest } from "./sha2.ts";
import type { HmacEngine, HmacTarget } from "./types.ts";

const SLOTS = 256;

/**
 * The engine in plain JavaScript, about a tenth as fast as `createWasmEngine`: for browsers without WebAssembly SIMD,
 * or where a policy forbids WebAssembly. Takes the target; never fails.
 */
export function createPlainEngine({ algorithm, message, mac }: HmacTarget): HmacEngine {
  const hash = hashOf(algorithm);
  const { blockSize, digestSize, scheduleLength, initial } = hash;
  const padded = padMessage(hash, message, blockSize);
  const blocks = padded.length / blockSize;
  const schedules = new Uint32Array(blocks * scheduleLength);
  for (let i = 0; i < blocks; i += 1) {
    hash.schedule(padded, i * blockSize, schedules.subarray(i * scheduleLength, (i + 1) * scheduleLength));
  }

  const keys = new Uint8Array(SLOTS * blockSize);
  const block = new Uint8Array(blockSize);
  // The outer hash's second block: the inner value and its padding, which never changes.
  const outer = padMessage(hash, new Uint8Array(digestSize), blockSize);
  const schedule = new Uint32Array(scheduleLength);
  const state = new Uint32Array(initial.length);
  const value = new Uint8Array(digestSize);

  /** Returns a state that has hashed the key's block under a pad (RFC 2104 section 2). */
  const startKeyed = (key: number, pad: number): void => {
    for (let i = 0; i < blockSize; i += 1) block[i] = (keys[key + i] as number) ^ pad;
    state.set(initial);
    hash.schedule(block, 0, schedule);
    hash.compress(state, schedule, 0);
  };

  const search = (count: number): number => {
    for (let index = 0; index < count; index += 1) {
      startKeyed(index * blockSize, 0x36);
      for (let i = 0; i < blocks; i += 1) hash.compress(state, schedules, i * scheduleLength);
      writeDigest(hash, state, outer);
      startKeyed(index * blockSize, 0x5c);
      hash.schedule(outer, 0, schedule);
      hash.compress(state, schedule, 0);
      writeDigest(hash, state, value);
      if (value.every((byte, i) => byte === mac[i])) return index;
    }
    return -1;
  };
  return { kind: "plain", slots: SLOTS, blockSize, keys, search };
}
