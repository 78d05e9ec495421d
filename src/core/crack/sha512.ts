import { CUBE_ROOTS, SQUARE_ROOTS } from "./round-constants.ts";
import type { BlockHash } from "./sha2.ts";

// JavaScript has no fast 64-bit integers: each word is two of 32 bits, the upper first, at 2t and 2t + 1.

/** SHA-512 (FIPS 180-4 section 6.4) in plain JavaScript, for where WebAssembly is unavailable. */
export const sha512: BlockHash = {
  blockSize: 128,
  digestSize: 64,
  scheduleLength: 160,
  initial: SQUARE_ROOTS.slice(0, 16),
  schedule,
  compress,
};

/** SHA-384 (FIPS 180-4 section 6.5): SHA-512 from another initial value, truncated to 48 bytes. */
export const sha384: BlockHash = { ...sha512, digestSize: 48, initial: SQUARE_ROOTS.slice(16, 32) };

/** What a sum of lower halves carries into the upper ones, for at most 2^20 numbers below 2^32. */
const carry = (sum: number): number => (sum / 0x1_0000_0000) | 0;

function schedule(block: Uint8Array, at: number, w: Uint32Array): void {
  for (let i = 0; i < 32; i += 1) {
    const from = at + i * 4;
    w[i] =
      ((block[from] as number) << 24) |
      ((block[from + 1] as number) << 16) |
      ((block[from + 2] as number) << 8) |
      (block[from + 3] as number);
  }
  for (let i = 32; i < 160; i += 2) {
    const twoH = w[i - 4] as number;
    const twoL = w[i - 3] as number;
    const fifteenH = w[i - 30] as number;
    const fifteenL = w[i - 29] as number;
    // Rotations by 19 and 61, a shift by 6; by 1 and 8, and by 7. A rotation by 61 is one by 29 with the halves swapped.
    const nearH = ((twoH >>> 19) | (twoL << 13)) ^ ((twoL >>> 29) | (twoH << 3)) ^ (twoH >>> 6);
    const nearL = ((twoL >>> 19) | (twoH << 13)) ^ ((twoH >>> 29) | (twoL << 3)) ^ ((twoL >>> 6) | (twoH << 26));
    const farH = ((fifteenH >>> 1) | (fifteenL << 31)) ^ ((fifteenH >>> 8) | (fifteenL << 24)) ^ (fifteenH >>> 7);
    const farL =
      ((fifteenL >>> 1) | (fifteenH << 31)) ^
      ((fifteenL >>> 8) | (fifteenH << 24)) ^
      ((fifteenL >>> 7) | (fifteenH << 25));
    const low = (nearL >>> 0) + (farL >>> 0) + (w[i - 13] as number) + (w[i - 31] as number);
    w[i] = nearH + farH + (w[i - 14] as number) + (w[i - 32] as number) + carry(low);
    w[i + 1] = low;
  }
  for (let i = 0; i < 160; i += 2) {
    const low = (w[i + 1] as number) + (CUBE_ROOTS[i + 1] as number);
    w[i] = (w[i] as number) + (CUBE_ROOTS[i] as number) + carry(low);
    w[i + 1] = low;
  }
}

function compress(state: Uint32Array, w: Uint32Array, at: number): void {
  let aH = (state[0] as number) | 0;
  let aL = (state[1] as number) | 0;
  let bH = (state[2] as number) | 0;
  let bL = (state[3] as number) | 0;
  let cH = (state[4] as number) | 0;
  let cL = (state[5] as number) | 0;
  let dH = (state[6] as number) | 0;
  let dL = (state[7] as number) | 0;
  let eH = (state[8] as number) | 0;
  let eL = (state[9] as number) | 0;
  let fH = (state[10] as number) | 0;
  let fL = (state[11] as number) | 0;
  let gH = (state[12] as number) | 0;
  let gL = (state[13] as number) | 0;
  let hH = (state[14] as number) | 0;
  let hL = (state[15] as number) | 0;
  for (let i = at; i < at + 160; i += 2) {
    // Rotations of e by 14, 18 and 41, of a by 28, 34 and 39; one past 32 is by 32 less with the halves swapped.
    const s1H = ((eH >>> 14) | (eL << 18)) ^ ((eH >>> 18) | (eL << 14)) ^ ((eL >>> 9) | (eH << 23));
    const s1L = ((eL >>> 14) | (eH << 18)) ^ ((eL >>> 18) | (eH << 14)) ^ ((eH >>> 9) | (eL << 23));
    const chooseH = gH ^ (eH & (fH ^ gH));
    const chooseL = gL ^ (eL & (fL ^ gL));
    const t1 = (hL >>> 0) + (s1L >>> 0) + (chooseL >>> 0) + (w[i + 1] as number);
    const t1H = (hH + s1H + chooseH + (w[i] as number) + carry(t1)) | 0;
    const s0H = ((aH >>> 28) | (aL << 4)) ^ ((aL >>> 2) | (aH << 30)) ^ ((aL >>> 7) | (aH << 25));
    const s0L = ((aL >>> 28) | (aH << 4)) ^ ((aH >>> 2) | (aL << 30)) ^ ((aH >>> 7) | (aL << 25));
    const majorityH = (aH & bH) | (cH & (aH | bH));
    const majorityL = (aL & bL) | (cL & (aL | bL));
    const sum = (t1 >>> 0) + (s0L >>> 0) + (majorityL >>> 0);
    const next = (dL >>> 0) + (t1 >>> 0);
    hH = gH;
    hL = gL;
    gH = fH;
    gL = fL;
    fH = eH;
    fL = eL;
    eH = (dH + t1H + carry(next)) | 0;
    eL = next | 0;
    dH = cH;
    dL = cL;
    cH = bH;
    cL = bL;
    bH = aH;
    bL = aL;
    aH = (t1H + s0H + majorityH + carry(sum)) | 0;
    aL = sum | 0;
  }
  add(state, 0, aH, aL);
  add(state, 2, bH, bL);
  add(state, 4, cH, cL);
  add(state, 6, dH, dL);
  add(state, 8, eH, eL);
  add(state, 10, fH, fL);
  add(state, 12, gH, gL);
  add(state, 14, hH, hL);
}

function add(state: Uint32Array, i: number, high: number, low: number): void {
  const sum = (state[i + 1] as number) + (low >>> 0);
  state[i] = (state[i] as number) + high + carry(sum);
  state[i + 1] = sum;
}
