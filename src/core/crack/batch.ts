import { HASHES } from "./sha2.ts";
import type { HmacAlgorithm, HmacEngine } from "./types.ts";

/** Candidates on their way through an engine, many at a time. */
interface Batch {
  /** Takes a candidate; true as soon as one of those taken so far is the secret. */
  readonly add: (bytes: Uint8Array, length: number) => boolean;
  /** Tries the remaining candidates; true if one is the secret. */
  readonly flush: () => boolean;
  /** The secret, after `add` or `flush` has returned true. */
  readonly found: () => Uint8Array<ArrayBuffer> | null;
  /** How many candidates were tried. */
  readonly tried: () => number;
  /** A copy of the last candidate tried, for display; null before the first. */
  readonly current: () => Uint8Array<ArrayBuffer> | null;
}

/**
 * Fills an engine's slots with candidates and searches whenever they are full. A candidate longer than the hash's block
 * is hashed first (RFC 2104 section 2). Returns the secret as the shortest key that HMAC cannot tell from it: without
 * trailing zero bytes; the empty key as one zero byte, because most libraries do not accept an empty one.
 */
export function createBatch(engine: HmacEngine, algorithm: HmacAlgorithm): Batch {
  const { keys, blockSize, slots } = engine;
  const lengths = new Uint8Array(slots);
  // The texts of hashed keys, by slot: a hash does not reveal its key.
  const long = new Map<number, Uint8Array<ArrayBuffer>>();
  let waiting = 0;
  let tried = 0;
  let found: Uint8Array<ArrayBuffer> | null = null;
  let last: Uint8Array<ArrayBuffer> | null = null;

  const keyAt = (slot: number): Uint8Array<ArrayBuffer> => {
    const at = slot * blockSize;
    return long.get(slot) ?? trimmed(keys.slice(at, at + blockSize));
  };

  const flush = (): boolean => {
    if (found !== null || waiting === 0) return found !== null;
    const index = engine.search(waiting);
    tried += index < 0 ? waiting : index + 1;
    last = keyAt(index < 0 ? waiting - 1 : index);
    if (index >= 0) found = last;
    waiting = 0;
    long.clear();
    return found !== null;
  };

  const add = (bytes: Uint8Array, length: number): boolean => {
    const at = waiting * blockSize;
    if (length > blockSize) {
      const whole = bytes.slice(0, length);
      long.set(waiting, whole);
      const hashed = HASHES[algorithm](whole);
      keys.set(hashed, at);
      keys.fill(0, at + hashed.length, at + blockSize);
      lengths[waiting] = hashed.length;
    } else {
      for (let i = 0; i < length; i += 1) keys[at + i] = bytes[i] as number;
      const before = lengths[waiting] as number;
      for (let i = length; i < before; i += 1) keys[at + i] = 0;
      lengths[waiting] = length;
    }
    waiting += 1;
    return waiting === slots ? flush() : false;
  };

  keys.fill(0);
  return { add, flush, found: () => found, tried: () => tried, current: () => last };
}

function trimmed(key: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let end = key.length;
  while (end > 1 && key[end - 1] === 0) end -= 1;
  return key.slice(0, end);
}
