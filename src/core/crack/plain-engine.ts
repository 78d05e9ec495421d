import { areEqual } from "../base/bytes.ts";
import { HASHES } from "./sha2.ts";
import type { HmacEngine, HmacTarget } from "./types.ts";

const SLOTS = 256;

/**
 * The engine in plain JavaScript, many times slower than `createWasmEngine`: for browsers without WebAssembly SIMD, or
 * where a policy forbids WebAssembly. Takes the target; never fails.
 */
export function createPlainEngine({ algorithm, message, mac }: HmacTarget): HmacEngine {
  const hash = HASHES[algorithm];
  const blockSize = hash.blockLen as HmacEngine["blockSize"];
  const keys = new Uint8Array(SLOTS * blockSize);
  const block = new Uint8Array(blockSize);
  const value = new Uint8Array(hash.outputLen);
  /** Hashes a text after the key under a pad (RFC 2104 section 2). */
  const keyed = (key: Uint8Array, pad: number, text: Uint8Array): void => {
    for (let i = 0; i < blockSize; i += 1) block[i] = (key[i] as number) ^ pad;
    hash.create().update(block).update(text).digestInto(value);
  };
  const search = (count: number): number => {
    for (let index = 0; index < count; index += 1) {
      const key = keys.subarray(index * blockSize, (index + 1) * blockSize);
      keyed(key, 0x36, message);
      keyed(key, 0x5c, value);
      if (areEqual(value, mac)) return index;
    }
    return -1;
  };
  return { kind: "plain", slots: SLOTS, blockSize, keys, search };
}
