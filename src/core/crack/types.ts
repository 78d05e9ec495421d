/** The HMAC algorithms of RFC 7518 section 3.2: the only JWS signatures that a guessed secret can produce. */
export type HmacAlgorithm = "HS256" | "HS384" | "HS512";

/** What candidates are tried against: the JWS signing input and its HMAC. */
export interface HmacTarget {
  readonly algorithm: HmacAlgorithm;
  /** The signed bytes: ASCII(header) '.' payload (RFC 7515 section 5.1 step 5). */
  readonly message: Uint8Array<ArrayBuffer>;
  /** The whole value: 32, 48 or 64 bytes. */
  readonly mac: Uint8Array<ArrayBuffer>;
}

/**
 * Computes the HMAC of one target's message under many keys. The caller writes up to `slots` keys into `keys`, each at
 * a multiple of `blockSize`, zero-padded (RFC 2104 pads short keys the same way, so no length is needed; longer ones
 * are hashed first), and asks which of the first `count` is the secret.
 */
export interface HmacEngine {
  readonly kind: "wasm" | "plain";
  readonly slots: number;
  readonly blockSize: 64 | 128;
  readonly keys: Uint8Array;
  /** The lowest index below `count` whose HMAC is the target's, or -1. */
  readonly search: (count: number) => number;
}

/** Which mutations to apply to each word; `mutations.ts` describes them. */
export interface MutationChoice {
  readonly case?: boolean;
  readonly digits?: boolean;
  readonly suffixes?: boolean;
  readonly years?: boolean;
  readonly leet?: boolean;
}
