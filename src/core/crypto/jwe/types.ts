import type { JsonPart } from "../../envelope/types.ts";

/** A part of a JWE whose damage no key can fix. */
export type ShapePart =
  | "encrypted-key"
  | "iv"
  | "ciphertext"
  | "tag"
  | "epk"
  | "apu"
  | "apv"
  | "p2s"
  | "p2c"
  /** `iv` and `tag` of the header (RFC 7518 section 4.7.1). */
  | "header-iv"
  | "header-tag";

/** Reasons for the state of an encrypted token, in addition to those shared with signed ones. Stable codes; the wording is elsewhere. */
export type JweReason =
  // malformed
  | { readonly code: "enc-missing" }
  // unsupported
  | { readonly code: "enc-unknown"; readonly enc: string }
  | { readonly code: "zip-unknown" }
  | { readonly code: "zip-bomb"; readonly limit: number }
  /** Refused until requested: its padding leaks the keys of recipients that answer differently to bad padding. */
  | { readonly code: "rsa1_5" }
  | { readonly code: "p2c-limit"; readonly count: number; readonly limit: number }
  // no-key
  | { readonly code: "no-private-key" }
  // key-error
  | { readonly code: "secret-length"; readonly actual: number; readonly needed: number }
  // invalid
  /** No key decrypts it: a part has an impossible form. */
  | { readonly code: "jwe-shape"; readonly part: ShapePart }
  /** The encrypted key was made for a modulus of another length. */
  | { readonly code: "modulus-length"; readonly actual: number; readonly expected: number }
  /** A wrong key, or a changed encrypted key: these look the same. */
  | { readonly code: "unwrap-failed" }
  /** The key fits, but it unwraps something that is not a key for `enc`. */
  | { readonly code: "content-key-length"; readonly actual: number; readonly needed: number }
  /**
   * The tag does not match. `isKeyRight`: unwrapping, or the decrypted content, has shown that the key is right;
   * `reads`: the content still decrypts to text with it.
   */
  | { readonly code: "tag-mismatch"; readonly isKeyRight: boolean; readonly reads: boolean }
  /** Tag and key fit, but the content is not what `enc` or `zip` says. */
  | { readonly code: "content-broken"; readonly by: "padding" | "zip" }
  | { readonly code: "decrypted" };

/** The content of an encrypted token whose tag matches. */
export interface Opened {
  /** The content, decompressed where `zip` says so. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly content: JsonPart | null;
}

/** Operations that run only on request. */
export interface Asked {
  /** Decrypting RSA1_5, and deriving from a password with more than `MOST_ITERATIONS` iterations. */
  readonly openAnyway: boolean;
}
