/** The HMAC algorithms of RFC 7518 section 3.2: the only JWS signatures that a guessed secret can make. */
export type HmacAlgorithm = "HS256" | "HS384" | "HS512";

/** What a candidate is tried against: the JWS signing input and the value that HMAC gave for it. */
export interface HmacTarget {
  readonly algorithm: HmacAlgorithm;
  /** The bytes that were signed: ASCII(header) '.' payload (RFC 7515 section 5.1 step 5). */
  readonly message: Uint8Array<ArrayBuffer>;
  /** The whole value: 32, 48 or 64 bytes. */
  readonly mac: Uint8Array<ArrayBuffer>;
}

/**
 * Computes HMAC of one target's message under many keys. The caller writes up to `slots` keys into `keys`, each at a
 * multiple of `blockSize`, zero-padded (RFC 2104 pads a short key so, which is why no length is asked; a longer one is
 * hashed first), and asks which of the first `count` is the one.
 */
export interface HmacEngine {
  readonly kind: "wasm" | "plain";
  readonly slots: number;
  readonly blockSize: 64 | 128;
  readonly keys: Uint8Array;
  /** The least index below `count` whose HMAC is the target's, or -1. */
  readonly search: (count: number) => number;
}

/** Which of the mutations are made of each word; what each does is told in `mutations.ts`. */
export interface MutationChoice {
  readonly case?: boolean;
  readonly digits?: boolean;
  readonly suffixes?: boolean;
  readonly years?: boolean;
  readonly leet?: boolean;
}
