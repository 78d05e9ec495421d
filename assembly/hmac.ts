/**
 * HMAC (RFC 2104) of one message under many candidate keys: which of them gives the wanted value? SHA-256 in four lanes
 * of 32 bits, SHA-384 and SHA-512 in two of 64. The message is the same for all candidates, so its schedules are made
 * once; then a candidate costs its two key blocks, the rounds of the message's blocks, and the outer hash.
 *
 * The host writes the message, padded according to FIPS 180-4 section 5.1 for a hash that already took one key block,
 * at `messageAt`, calls `prepare…` once, and then repeatedly writes candidates at `KEYS` and calls `search…`.
 */
import { INNER, KEYS, LANE_KEYS, LANE_SCHEDULE, OUTER, SCHEDULES, SLOTS, TARGET } from "./layout";
import { compress256, expand256, schedule256, start256 } from "./sha256";
import { compress512, expand512, schedule512, start512 } from "./sha512";

export const keys: usize = KEYS;
export const slots: i32 = SLOTS;
export const target: usize = TARGET;
export const schedules: usize = SCHEDULES;

/** Makes the schedules of a message of `blocks` 64-byte blocks, which follows them at `schedules + 256 * blocks`. */
export function prepare256(blocks: i32): void {
  for (let i: usize = 0; i < <usize>blocks; i++) {
    schedule256(SCHEDULES + ((<usize>blocks) << 8) + (i << 6), SCHEDULES + (i << 8));
  }
}

/** Makes the schedules of a message of `blocks` 128-byte blocks, which follows them at `schedules + 640 * blocks`. */
export function prepare512(blocks: i32): void {
  for (let i: usize = 0; i < <usize>blocks; i++) {
    schedule512(SCHEDULES + (<usize>blocks) * 640 + (i << 7), SCHEDULES + i * 640);
  }
}

/** The lowest index below `count` (a multiple of four) of a candidate whose HMAC-SHA-256 is the target, or -1. */
export function search256(count: i32, blocks: i32): i32 {
  for (let first = 0; first < count; first += 4) {
    const key = KEYS + ((<usize>first) << 6);
    for (let part: usize = 0; part < 4; part++) transpose256(key + (part << 4), LANE_KEYS + (part << 6));

    keyed(i32x4.splat(0x36363636));
    expand256();
    start256(INNER);
    compress256<v128>(LANE_SCHEDULE, INNER, INNER);
    for (let i = 0; i < blocks; i++) compress256<u32>(SCHEDULES + ((<usize>i) << 8), INNER, INNER);

    keyed(i32x4.splat(0x5c5c5c5c));
    expand256();
    start256(OUTER);
    compress256<v128>(LANE_SCHEDULE, OUTER, OUTER);
    for (let i: usize = 0; i < 128; i += 16) v128.store(LANE_SCHEDULE + i, v128.load(INNER + i));
    v128.store(LANE_SCHEDULE + 128, i32x4.splat(0x80000000));
    for (let i: usize = 144; i < 240; i += 16) v128.store(LANE_SCHEDULE + i, i32x4.splat(0));
    v128.store(LANE_SCHEDULE + 240, i32x4.splat((64 + 32) * 8));
    expand256();
    compress256<v128>(LANE_SCHEDULE, OUTER, OUTER);

    let same = i32x4.splat(-1);
    for (let i: usize = 0; i < 8; i++) {
      same = v128.and(same, i32x4.eq(v128.load(OUTER + (i << 4)), v128.load32_splat(TARGET + (i << 2))));
    }
    if (v128.any_true(same)) return first + ctz<i32>(i32x4.bitmask(same));
  }
  return -1;
}

/** The lowest index below `count` (a multiple of two) of a candidate whose HMAC-SHA-384 or HMAC-SHA-512 is the target, or -1. */
export function search512(count: i32, blocks: i32, is384: bool): i32 {
  const words: usize = is384 ? 6 : 8;
  for (let first = 0; first < count; first += 2) {
    const key = KEYS + ((<usize>first) << 7);
    for (let part: usize = 0; part < 8; part++) transpose512(key + (part << 4), LANE_KEYS + (part << 5));

    keyed(i32x4.splat(0x36363636));
    expand512();
    start512(INNER, is384);
    compress512<v128>(LANE_SCHEDULE, INNER, INNER);
    for (let i = 0; i < blocks; i++) compress512<u64>(SCHEDULES + (<usize>i) * 640, INNER, INNER);

    keyed(i32x4.splat(0x5c5c5c5c));
    expand512();
    start512(OUTER, is384);
    compress512<v128>(LANE_SCHEDULE, OUTER, OUTER);
    for (let i: usize = 0; i < words; i++) v128.store(LANE_SCHEDULE + (i << 4), v128.load(INNER + (i << 4)));
    v128.store(LANE_SCHEDULE + (words << 4), i64x2.splat(0x8000000000000000));
    for (let i: usize = words + 1; i < 15; i++) v128.store(LANE_SCHEDULE + (i << 4), i64x2.splat(0));
    v128.store(LANE_SCHEDULE + 240, i64x2.splat((128 + (<i64>words) * 8) * 8));
    expand512();
    compress512<v128>(LANE_SCHEDULE, OUTER, OUTER);

    let same = i64x2.splat(-1);
    for (let i: usize = 0; i < words; i++) {
      same = v128.and(same, i64x2.eq(v128.load(OUTER + (i << 4)), v128.load64_splat(TARGET + (i << 3))));
    }
    if (v128.any_true(same)) return first + ctz<i32>(i64x2.bitmask(same));
  }
  return -1;
}

/** The schedule's first sixteen words: the candidates' blocks with a pad (RFC 2104 section 2, steps 2 and 5). */
// @ts-ignore: decorator
@inline function keyed(pad: v128): void {
  for (let i: usize = 0; i < 256; i += 16) v128.store(LANE_SCHEDULE + i, v128.xor(v128.load(LANE_KEYS + i), pad));
}

/** Four big-endian words of four neighbouring keys to four vectors, one per word. */
// @ts-ignore: decorator
@inline function transpose256(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + 64);
  const c = v128.load(from + 128);
  const d = v128.load(from + 192);
  const ab = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
  const ef = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
  const gh = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
  v128.store(to, swap32(v128.shuffle<u64>(ab, cd, 0, 2)));
  v128.store(to, swap32(v128.shuffle<u64>(ab, cd, 1, 3)), 16);
  v128.store(to, swap32(v128.shuffle<u64>(ef, gh, 0, 2)), 32);
  v128.store(to, swap32(v128.shuffle<u64>(ef, gh, 1, 3)), 48);
}

/** Two big-endian words of two neighbouring keys to two vectors, one per word. */
// @ts-ignore: decorator
@inline function transpose512(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + 128);
  v128.store(to, swap64(v128.shuffle<u64>(a, b, 0, 2)));
  v128.store(to, swap64(v128.shuffle<u64>(a, b, 1, 3)), 16);
}

// @ts-ignore: decorator
@inline function swap32(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

// @ts-ignore: decorator
@inline function swap64(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
}
