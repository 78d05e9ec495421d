import type { Range } from "./range.ts";

/** What is wrong with a base64url text (RFC 7515 section 2, RFC 4648 section 5), with its place in the decoded text. */
export type Base64UrlProblem =
  /** A character outside `A-Z a-z 0-9 - _` and not of a kind below; `codePoint` says which. Skipped in decoding. */
  | { readonly code: "character"; readonly range: Range; readonly codePoint: number }
  /** `+` or `/`, from the alphabet of RFC 4648 section 4. Decoded as `-` and `_`. */
  | { readonly code: "standard-alphabet"; readonly range: Range; readonly character: "+" | "/" }
  /** `=`: RFC 7515 omits all trailing padding. Skipped. */
  | { readonly code: "padding"; readonly range: Range }
  /** A space, tab or line break inside the segment. Skipped. */
  | { readonly code: "white-space"; readonly range: Range; readonly codePoint: number }
  /** The number of characters is 1 mod 4, which no byte string encodes to; `range` is the leftover last character. */
  | { readonly code: "length"; readonly range: Range }
  /** The unused bits of the last character are not zero (RFC 4648 section 3.5); `canonical` is the character that should be there. */
  | { readonly code: "trailing-bits"; readonly range: Range; readonly canonical: string };

/**
 * The bytes that could be read, and everything that keeps the text from being strict base64url. No problems means
 * strict.
 */
export interface Base64UrlDecoding {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly problems: readonly Base64UrlProblem[];
}
