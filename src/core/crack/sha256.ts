import { CUBE_ROOTS, SQUARE_ROOTS, upperHalves } from "./round-constants.ts";
import type { BlockHash } from "./sha2.ts";

const K = upperHalves(CUBE_ROOTS, 64);

/** SHA-256 (FIPS 180-4 section 6.2) in plain JavaScript, for where WebAssembly is unavailable. */
export const sha256: BlockHash = {
  blockSize: 64,
  digestSize: 32,
  scheduleLength: 64,
  initial: upperHalves(SQUARE_ROOTS, 8),
  schedule,
  compress,
};

function schedule(block: Uint8Array, at: number, w: Uint32Array): void {
  for (let t = 0; t < 16; t += 1) {
    const from = at + t * 4;
    w[t] =
      ((block[from] as number) << 24) |
      ((block[from + 1] as number) << 16) |
      ((block[from + 2] as number) << 8) |
      (block[from + 3] as number);
  }
  for (let t = 16; t < 64; t += 1) {
    const two = w[t - 2] as number;
    const fifteen = w[t - 15] as number;
    const near = ((two >>> 17) | (two << 15)) ^ ((two >>> 19) | (two << 13)) ^ (two >>> 10);
    const far = ((fifteen >>> 7) | (fifteen << 25)) ^ ((fifteen >>> 18) | (fifteen << 14)) ^ (fifteen >>> 3);
    w[t] = (near + (w[t - 7] as number) + far + (w[t - 16] as number)) | 0;
  }
  for (let t = 0; t < 64; t += 1) w[t] = ((w[t] as number) + (K[t] as number)) | 0;
}

function compress(state: Uint32Array, w: Uint32Array, at: number): void {
  let a = (state[0] as number) | 0;
  let b = (state[1] as number) | 0;
  let c = (state[2] as number) | 0;
  let d = (state[3] as number) | 0;
  let e = (state[4] as number) | 0;
  let f = (state[5] as number) | 0;
  let g = (state[6] as number) | 0;
  let h = (state[7] as number) | 0;
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + (w[at + t] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}
