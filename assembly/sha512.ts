import { LANE_SCHEDULE } from "./layout";

/** FIPS 180-4 section 4.2.3. */
// prettier-ignore
const K: usize = memory.data<u64>([
  0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
  0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
  0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
  0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
  0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
  0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
  0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
  0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
  0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
  0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
  0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
  0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
  0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
  0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
  0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
  0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
  0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
  0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
  0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
  0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
]);

/** FIPS 180-4 sections 5.3.4 and 5.3.5. */
// prettier-ignore
const INITIAL_384: usize = memory.data<u64>([
  0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
  0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
]);
// prettier-ignore
const INITIAL_512: usize = memory.data<u64>([
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
]);

// @ts-ignore: decorator
@inline function rotate(x: v128, n: i32): v128 {
  return v128.or(i64x2.shr_u(x, n), i64x2.shl(x, 64 - n));
}

/** For whole bytes, one instruction is enough. */
// @ts-ignore: decorator
@inline function rotate8(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 1, 2, 3, 4, 5, 6, 7, 0, 9, 10, 11, 12, 13, 14, 15, 8);
}

// @ts-ignore: decorator
@inline function bigSigma0(a: v128): v128 {
  return v128.xor(v128.xor(rotate(a, 28), rotate(a, 34)), rotate(a, 39));
}

// @ts-ignore: decorator
@inline function bigSigma1(e: v128): v128 {
  return v128.xor(v128.xor(rotate(e, 14), rotate(e, 18)), rotate(e, 41));
}

// @ts-ignore: decorator
@inline function smallSigma0(x: v128): v128 {
  return v128.xor(v128.xor(rotate(x, 1), rotate8(x)), i64x2.shr_u(x, 7));
}

// @ts-ignore: decorator
@inline function smallSigma1(x: v128): v128 {
  return v128.xor(v128.xor(rotate(x, 19), rotate(x, 61)), i64x2.shr_u(x, 6));
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
 * A word of a schedule with its constant added: of all lanes where `T` is eight bytes wide, else of each lane.
 * Adding it here spares the schedule a second pass: a fifth more candidates a second than with one.
 */
// @ts-ignore: decorator
@inline function word<T>(schedule: usize, round: i32): v128 {
  return sizeof<T>() == 8
    ? v128.load64_splat(schedule + ((<usize>round) << 3))
    : i64x2.add(v128.load(schedule + ((<usize>round) << 4)), v128.load64_splat(K + ((<usize>round) << 3)));
}

// @ts-ignore: decorator
@inline function temporary(e: v128, f: v128, g: v128, h: v128, w: v128): v128 {
  return i64x2.add(i64x2.add(h, w), i64x2.add(bigSigma1(e), choose(e, f, g)));
}

// @ts-ignore: decorator
@inline function tail(a: v128, b: v128, c: v128): v128 {
  return i64x2.add(bigSigma0(a), majority(a, b, c));
}

/** The initial hash value of SHA-384 or SHA-512 in both lanes. */
export function start512(to: usize, is384: bool): void {
  const initial = is384 ? INITIAL_384 : INITIAL_512;
  for (let i: usize = 0; i < 8; i++) v128.store(to + (i << 4), v128.load64_splat(initial + (i << 3)));
}

/** FIPS 180-4 section 6.4.2 steps 2 to 4, in two lanes. Adds the constants to a per-lane schedule; a shared schedule already contains them. */
export function compress512<T>(schedule: usize, from: usize, to: usize): void {
  let a = v128.load(from);
  let b = v128.load(from, 16);
  let c = v128.load(from, 32);
  let d = v128.load(from, 48);
  let e = v128.load(from, 64);
  let f = v128.load(from, 80);
  let g = v128.load(from, 96);
  let h = v128.load(from, 112);
  for (let i = 0; i < 80; i += 8) {
    h = temporary(e, f, g, h, word<T>(schedule, i));
    d = i64x2.add(d, h);
    h = i64x2.add(h, tail(a, b, c));
    g = temporary(d, e, f, g, word<T>(schedule, i + 1));
    c = i64x2.add(c, g);
    g = i64x2.add(g, tail(h, a, b));
    f = temporary(c, d, e, f, word<T>(schedule, i + 2));
    b = i64x2.add(b, f);
    f = i64x2.add(f, tail(g, h, a));
    e = temporary(b, c, d, e, word<T>(schedule, i + 3));
    a = i64x2.add(a, e);
    e = i64x2.add(e, tail(f, g, h));
    d = temporary(a, b, c, d, word<T>(schedule, i + 4));
    h = i64x2.add(h, d);
    d = i64x2.add(d, tail(e, f, g));
    c = temporary(h, a, b, c, word<T>(schedule, i + 5));
    g = i64x2.add(g, c);
    c = i64x2.add(c, tail(d, e, f));
    b = temporary(g, h, a, b, word<T>(schedule, i + 6));
    f = i64x2.add(f, b);
    b = i64x2.add(b, tail(c, d, e));
    a = temporary(f, g, h, a, word<T>(schedule, i + 7));
    e = i64x2.add(e, a);
    a = i64x2.add(a, tail(b, c, d));
  }
  v128.store(to, i64x2.add(a, v128.load(from)));
  v128.store(to, i64x2.add(b, v128.load(from, 16)), 16);
  v128.store(to, i64x2.add(c, v128.load(from, 32)), 32);
  v128.store(to, i64x2.add(d, v128.load(from, 48)), 48);
  v128.store(to, i64x2.add(e, v128.load(from, 64)), 64);
  v128.store(to, i64x2.add(f, v128.load(from, 80)), 80);
  v128.store(to, i64x2.add(g, v128.load(from, 96)), 96);
  v128.store(to, i64x2.add(h, v128.load(from, 112)), 112);
}

/** FIPS 180-4 section 6.4.2 step 1, in two lanes: from the sixteen words at `LANE_SCHEDULE` all 80. */
export function expand512(): void {
  for (let t: usize = LANE_SCHEDULE + (16 << 4); t < LANE_SCHEDULE + (80 << 4); t += 16) {
    const near = i64x2.add(smallSigma1(v128.load(t - (2 << 4))), v128.load(t - (7 << 4)));
    const far = i64x2.add(smallSigma0(v128.load(t - (15 << 4))), v128.load(t - (16 << 4)));
    v128.store(t, i64x2.add(near, far));
  }
}

/** The schedule of one message block, the same for all candidates: 80 words of eight bytes with their constants added. */
export function schedule512(block: usize, to: usize): void {
  for (let t: usize = 0; t < 16; t++) store<u64>(to + (t << 3), bswap<u64>(load<u64>(block + (t << 3))));
  for (let t: usize = 16; t < 80; t++) {
    const two = load<u64>(to + ((t - 2) << 3));
    const fifteen = load<u64>(to + ((t - 15) << 3));
    const near = (rotr<u64>(two, 19) ^ rotr<u64>(two, 61) ^ (two >> 6)) + load<u64>(to + ((t - 7) << 3));
    const far = (rotr<u64>(fifteen, 1) ^ rotr<u64>(fifteen, 8) ^ (fifteen >> 7)) + load<u64>(to + ((t - 16) << 3));
    store<u64>(to + (t << 3), near + far);
  }
  for (let t: usize = 0; t < 80; t++) {
    store<u64>(to + (t << 3), load<u64>(to + (t << 3)) + load<u64>(K + (t << 3)));
  }
}
