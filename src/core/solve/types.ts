import type { KeyInputs, SecretInput } from "../keys/types.ts";

/** What is asked: a token whose signature does not verify, and everything that the key fields hold. Plain data, so that it travels to a worker. */
export interface SolveQuestion {
  readonly token: string;
  /** The payload that travels beside the token; absent: it is in the token. */
  readonly detached?: string | undefined;
  readonly keys: KeyInputs;
}

/**
 * One thing that had to be taken otherwise for the signature to verify. Stable codes; which rule each belongs to, and its
 * words, are in `rules/solve`.
 */
export type SolveStep =
  // how the secret's text becomes another text
  | "trimmed"
  | "newline-added"
  | "crlf-added"
  | "breaks-removed"
  | "unquoted"
  | "quoted"
  | "unescaped"
  | "escaped"
  | "backslashes-dropped"
  | "cut-at-hash"
  | "cut-at-space"
  | "dollar-expanded"
  | "dollar-halved"
  | "dollar-doubled"
  | "assignment"
  | "prefix"
  | "percent-decoded"
  | "invisible-removed"
  | "typographic"
  | "nfc"
  | "nfd"
  | "nfkc"
  | "lower-case"
  | "upper-case"
  | "jwk"
  // how the text becomes octets
  | "utf-8"
  | "base64"
  | "base64url"
  | "hex"
  | "base64-lenient"
  | "base64-twice"
  | "bom"
  | "utf-16le"
  | "utf-16be"
  | "latin-1"
  | "encoded-base64"
  | "encoded-base64url"
  | "encoded-hex"
  | "sha-256"
  | "sha-256-hex"
  | "nul-ended"
  // what else is the secret
  | "published"
  | "empty"
  | "public-key"
  // another algorithm, key or signature form
  | "algorithm"
  | "salt"
  | "other-key"
  | "x5c-key"
  | "der"
  | "unpadded"
  | "reversed"
  | "signature-hex"
  | "signature-base64"
  | "recovery"
  | "sha-1"
  | "bare-digest"
  | "mgf1-sha-1"
  // other bytes than those of the token were signed
  | "hashed-nonce"
  | "header"
  | "minified"
  | "padded-segments"
  | "standard-base64"
  | "hashed-twice"
  | "decoded-segments";

/** A reading of key and token under which the signature verifies. Only an offer: the verdict stays what it is. */
export interface Discovery {
  /** What had to be taken otherwise; the first is the cause to name. */
  readonly steps: readonly [SolveStep, ...SolveStep[]];
  /** What the words of the steps need: `alg` that verifies, `header` as it was, `kid`, `form`, `source` … */
  readonly args: Readonly<Record<string, string | number>>;
  /** What to set so that the token verifies, each where it is an input of the page. */
  readonly secret?: SecretInput;
  readonly publicKey?: string;
  readonly alg?: string;
  readonly token?: string;
}

/** What came of trying. */
export interface Solution {
  /** The simplest reading that verifies; null where none does. */
  readonly discovery: Discovery | null;
  /** How many keys and readings were tried. */
  readonly tried: number;
  /** How long it took. */
  readonly milliseconds: number;
  /** For comparing with the other side without showing the secret: its octets, and the start of their SHA-256 in hex. */
  readonly fingerprint: { readonly bytes: number; readonly sha256: string } | null;
}
