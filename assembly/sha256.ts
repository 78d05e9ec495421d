import { LANE_SCHEDULE } from "./layout";

/** FIPS 180-4 section 4.2.2. */
// prettier-ignore
const K: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** FIPS 180-4 section 5.3.3. */
// prettier-ignore
const INITIAL: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

// @ts-ignore: decorator
@inline function rotate(x: v128, n: i32): v128 {
  return v128.or(i32x4.shr_u(x, n), i32x4.shl(x, 32 - n));
}

// @ts-ignore: decorator
@inline function bigSigma0(a: v128): v128 {
  return v128.xor(v128.xor(rotate(a, 2), rotate(a, 13)), rotate(a, 22));
}

// @ts-ignore: decorator
@inline function bigSigma1(e: v128): v128 {
  return v128.xor(v128.xor(rotate(e, 6), rotate(e, 11)), rotate(e, 25));
}

// @ts-ignore: decorator
@inline function smallSigma0(x: v128): v128 {
  return v128.xor(v128.xor(rotate(x, 7), rotate(x, 18)), i32x4.shr_u(x, 3));
}

// @ts-ignore: decorator
@inline function smallSigma1(x: v128): v128 {
  return v128.xor(v128.xor(rotate(x, 17), rotate(x, 19)), i32x4.shr_u(x, 10));
}

// @ts-ignore: decorator
@inline function choose(e: v128, f: v128, g: v128): v128 {
  return v128.xor(g, v128.and(e, v128.xor(f, g)));
}

// @ts-ignore: decorator
@inline function majority(a: v128, b: v128, c: v128): v128 {
  return v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c)));
}

/**
 * A word of a schedule with its constant added: of all lanes where `T` is four bytes wide, else of each lane.
 * Adding it here spares the schedule a second pass: a fifth more candidates a second than with one.
 */
// @ts-ignore: decorator
@inline function word<T>(schedule: usize, round: i32): v128 {
  return sizeof<T>() == 4
    ? v128.load32_splat(schedule + ((<usize>round) << 2))
    : i32x4.add(v128.load(schedule + ((<usize>round) << 4)), v128.load32_splat(K + ((<usize>round) << 2)));
}

// @ts-ignore: decorator
@inline function temporary(e: v128, f: v128, g: v128, h: v128, w: v128): v128 {
  return i32x4.add(i32x4.add(h, w), i32x4.add(bigSigma1(e), choose(e, f, g)));
}

// @ts-ignore: decorator
@inline function tail(a: v128, b: v128, c: v128): v128 {
  return i32x4.add(bigSigma0(a), majority(a, b, c));
}

/** The initial hash value in all lanes. */
export function start256(to: usize): void {
  for (let i: usize = 0; i < 8; i++) v128.store(to + (i << 4), v128.load32_splat(INITIAL + (i << 2)));
}

/** FIPS 180-4 section 6.2.2 steps 2 to 4, in four lanes. Adds the constants to a per-lane schedule; a shared schedule already contains them. */
export function compress256<T>(schedule: usize, from: usize, to: usize): void {
  let a = v128.load(from);
  let b = v128.load(from, 16);
  let c = v128.load(from, 32);
  let d = v128.load(from, 48);
  let e = v128.load(from, 64);
  let f = v128.load(from, 80);
  let g = v128.load(from, 96);
  let h = v128.load(from, 112);
  for (let i = 0; i < 64; i += 8) {
    h = temporary(e, f, g, h, word<T>(schedule, i));
    d = i32x4.add(d, h);
    h = i32x4.add(h, tail(a, b, c));
    g = temporary(d, e, f, g, word<T>(schedule, i + 1));
    c = i32x4.add(c, g);
    g = i32x4.add(g, tail(h, a, b));
    f = temporary(c, d, e, f, word<T>(schedule, i + 2));
    b = i32x4.add(b, f);
    f = i32x4.add(f, tail(g, h, a));
    e = temporary(b, c, d, e, word<T>(schedule, i + 3));
    a = i32x4.add(a, e);
    e = i32x4.add(e, tail(f, g, h));
    d = temporary(a, b, c, d, word<T>(schedule, i + 4));
    h = i32x4.add(h, d);
    d = i32x4.add(d, tail(e, f, g));
    c = temporary(h, a, b, c, word<T>(schedule, i + 5));
    g = i32x4.add(g, c);
    c = i32x4.add(c, tail(d, e, f));
    b = temporary(g, h, a, b, word<T>(schedule, i + 6));
    f = i32x4.add(f, b);
    b = i32x4.add(b, tail(c, d, e));
    a = temporary(f, g, h, a, word<T>(schedule, i + 7));
    e = i32x4.add(e, a);
    a = i32x4.add(a, tail(b, c, d));
  }
  v128.store(to, i32x4.add(a, v128.load(from)));
  v128.store(to, i32x4.add(b, v128.load(from, 16)), 16);
  v128.store(to, i32x4.add(c, v128.load(from, 32)), 32);
  v128.store(to, i32x4.add(d, v128.load(from, 48)), 48);
  v128.store(to, i32x4.add(e, v128.load(from, 64)), 64);
  v128.store(to, i32x4.add(f, v128.load(from, 80)), 80);
  v128.store(to, i32x4.add(g, v128.load(from, 96)), 96);
  v128.store(to, i32x4.add(h, v128.load(from, 112)), 112);
}

/** FIPS 180-4 section 6.2.2 step 1, in four lanes: from the sixteen words at `LANE_SCHEDULE` all 64. */
export function expand256(): void {
  for (let t: usize = LANE_SCHEDULE + (16 << 4); t < LANE_SCHEDULE + (64 << 4); t += 16) {
    const near = i32x4.add(smallSigma1(v128.load(t - (2 << 4))), v128.load(t - (7 << 4)));
    const far = i32x4.add(smallSigma0(v128.load(t - (15 << 4))), v128.load(t - (16 << 4)));
    v128.store(t, i32x4.add(near, far));
  }
}

/** The schedule of one message block, the same for all candidates: 64 words of four bytes with their constants added. */
export function schedule256(block: usize, to: usize): void {
  for (let t: usize = 0; t < 16; t++) store<u32>(to + (t << 2), bswap<u32>(load<u32>(block + (t << 2))));
  for (let t: usize = 16; t < 64; t++) {
    const two = load<u32>(to + ((t - 2) << 2));
    const fifteen = load<u32>(to + ((t - 15) << 2));
    const near = (rotr<u32>(two, 17) ^ rotr<u32>(two, 19) ^ (two >> 10)) + load<u32>(to + ((t - 7) << 2));
    const far = (rotr<u32>(fifteen, 7) ^ rotr<u32>(fifteen, 18) ^ (fifteen >> 3)) + load<u32>(to + ((t - 16) << 2));
    store<u32>(to + (t << 2), near + far);
  }
  for (let t: usize = 0; t < 64; t++) {
    store<u32>(to + (t << 2), load<u32>(to + (t << 2)) + load<u32>(K + (t << 2)));
  }
}
