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

/** Why the state of an encrypted token is what it is, alongside what it shares with signed ones. Stable codes; wording is apart. */
export type JweReason =
  // malformed
  | { readonly code: "enc-missing" }
  // unsupported
  | { readonly code: "enc-unknown"; readonly enc: string }
  | { readonly code: "zip-unknown" }
  | { readonly code: "zip-bomb"; readonly limit: number }
  /** Refused until the user asks: its padding leaks keys of readers that answer differently to bad padding. */
  | { readonly code: "rsa1_5" }
  | { readonly code: "p2c-limit"; readonly count: number; readonly limit: number }
  // no-key
  | { readonly code: "no-private-key" }
  // key-error
  | { readonly code: "secret-length"; readonly actual: number; readonly needed: number }
  // invalid
  /** No key opens it: a part has a form that none has. */
  | { readonly code: "jwe-shape"; readonly part: ShapePart }
  /** The encrypted key was made for a modulus of another length. */
  | { readonly code: "modulus-length"; readonly actual: number; readonly expected: number }
  /** Another key, or a changed encrypted key: these cannot be told apart. */
  | { readonly code: "unwrap-failed" }
  /** The key fits, and what it unwraps is no key for `enc`. */
  | { readonly code: "content-key-length"; readonly actual: number; readonly needed: number }
  /**
   * The tag does not fit. `isKeyRight`: the unwrapping, or what the content deciphers to, has shown that the key is the one;
   * `reads`: with it the content deciphers to text all the same.
   */
  | { readonly code: "tag-mismatch"; readonly isKeyRight: boolean; readonly reads: boolean }
  /** Tag and key fit, and what was encrypted is not what `enc` or `zip` says. */
  | { readonly code: "content-broken"; readonly by: "padding" | "zip" }
  | { readonly code: "decrypted" };

/** The content of an encrypted token whose tag matches. */
export interface Opened {
  /** The content, decompressed where `zip` says so. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly content: JsonPart | null;
}

/** What is done with a token only on request. */
export interface Asked {
  /** Open RSA1_5, and derive from a password with more iterations than `MOST_ITERATIONS`. */
  readonly openAnyway: boolean;
}
