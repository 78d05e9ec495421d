import { HASHES } from "./sha2.ts";
import type { HmacEngine, HmacTarget } from "./types.ts";

/** The exports of `assembly/hmac.ts`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly keys: WebAssembly.Global;
  readonly slots: WebAssembly.Global;
  readonly target: WebAssembly.Global;
  readonly schedules: WebAssembly.Global;
  readonly prepare256: (blocks: number) => void;
  readonly prepare512: (blocks: number) => void;
  readonly search256: (count: number, blocks: number) => number;
  readonly search512: (count: number, blocks: number, is384: boolean) => number;
}

const PAGE = 65_536;

/** A message padded to whole blocks (FIPS 180-4 section 5.1), as the continuation of one block already hashed. */
function padAfterBlock(message: Uint8Array, blockSize: number): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 1 + blockSize / 8) / blockSize) * blockSize);
  padded.set(message);
  padded[message.length] = 0x80;
  const bits = (blockSize + message.length) * 8;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bits / 2 ** 32));
  view.setUint32(padded.length - 4, bits >>> 0);
  return padded;
}

/**
 * The engine in WebAssembly SIMD. Takes the compiled module of `assembly/hmac.ts` and the target; instantiates the
 * module anew, so that engines share nothing. Throws if the module cannot be instantiated or there is not enough memory
 * for the message's schedules (about five times its length): use `createPlainEngine` then.
 */
export async function createWasmEngine(
  module: WebAssembly.Module,
  { algorithm, message, mac }: HmacTarget,
): Promise<HmacEngine> {
  const engine = (await WebAssembly.instantiate(module, {})).exports as unknown as Exports;
  const blockSize = HASHES[algorithm].blockLen as HmacEngine["blockSize"];
  const wide = algorithm !== "HS256";
  const padded = padAfterBlock(message, blockSize);
  const blocks = padded.length / blockSize;

  // A block's schedule: 64 words of 4 bytes, or 80 of 8.
  const messageAt = Number(engine.schedules.value) + blocks * (wide ? 640 : 256);
  const lacking = messageAt + padded.length - engine.memory.buffer.byteLength;
  if (lacking > 0) engine.memory.grow(Math.ceil(lacking / PAGE));
  const memory = new Uint8Array(engine.memory.buffer);
  memory.set(padded, messageAt);
  (wide ? engine.prepare512 : engine.prepare256)(blocks);

  // The engine compares words as it computes them, in WebAssembly's little-endian order; the value is big-endian.
  const wordSize = wide ? 8 : 4;
  const target = Number(engine.target.value);
  mac.forEach((byte, i) => {
    memory[target + i - (i % wordSize) + (wordSize - 1 - (i % wordSize))] = byte;
  });

  const slots = Number(engine.slots.value);
  const keysAt = Number(engine.keys.value);
  const search = (count: number): number => {
    // Four lanes at a time: in the last four, anything past `count` is left over from before, and ignored.
    const whole = Math.ceil(count / 4) * 4;
    const index = wide ? engine.search512(whole, blocks, algorithm === "HS384") : engine.search256(whole, blocks);
    return index < count ? index : -1;
  };
  return { kind: "wasm", slots, blockSize, keys: memory.subarray(keysAt, keysAt + slots * blockSize), search };
}
