/**
 * Where things lie in the engine's memory. The host writes keys and message, the engine the rest; `src/core/crack/wasm-engine.ts`
 * reads these addresses from the exports of `hmac.ts`, so they are only defined here.
 */

/** Candidate keys, one block each, zero-padded (RFC 2104 section 2, step 1), `SLOTS` of the larger block size. */
export const KEYS: usize = 0x10000;
/** How many candidates one call takes. */
export const SLOTS: i32 = 1024;
/** Message schedules, one per block of the message, followed by the message itself. Grows with the message. */
export const SCHEDULES: usize = KEYS + 128 * <usize>SLOTS;

/** The value that the outer hash must have: up to eight words of 8 bytes. */
export const TARGET: usize = 0x8000;
/** The words of a schedule in lanes: at most 80 words of 16 bytes. */
export const LANE_SCHEDULE: usize = 0x9000;
/** Hash values in lanes: eight words of 16 bytes each. */
export const INNER: usize = 0xa000;
export const OUTER: usize = 0xa100;
/** The words of the candidate keys in lanes: sixteen words of 16 bytes. */
export const LANE_KEYS: usize = 0xa200;
