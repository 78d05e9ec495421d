import type { KeyInputs, SecretInput } from "../keys/types.ts";

/**
 * The question: a token whose signature does not verify or whose content does not decrypt, and the content of the key fields.
 * Plain data, so it travels to a worker.
 */
export interface SolveQuestion {
  readonly token: string;
  /** The payload sent separately from the token; absent: it is in the token. */
  readonly detached?: string | undefined;
  /** The selected signature of a JSON serialisation. */
  readonly seal?: number | undefined;
  readonly keys: KeyInputs;
}

/**
 * One thing that had to be read differently for the signature to verify. Stable codes; which rule each belongs to, and its
 * words, are in `rules/solve`.
 */
export type SolveStep =
  // how the secret's text becomes another text
  | "trimmed"
  | "newline-added"
  | "space-added"
  | "space-in-front"
  | "tab-added"
  | "crlf-added"
  | "carriage-return-added"
  | "wrapped"
  | "breaks-removed"
  | "breaks-changed"
  | "unquoted"
  | "quoted"
  | "python-bytes"
  | "python-bytes-removed"
  | "quotes-halved"
  | "quotes-doubled"
  | "quotes-dropped"
  | "unbracketed"
  | "bracketed"
  | "unescaped"
  | "escaped"
  | "entities-decoded"
  | "entities-encoded"
  | "percent-decoded"
  | "percent-encoded"
  | "percent-halved"
  | "percent-doubled"
  | "spaces-for-plus"
  | "quoted-printable-decoded"
  | "quoted-printable-encoded"
  | "backslashes-dropped"
  | "shell-word"
  | "cut-at-hash"
  | "cut-at-space"
  | "cut-at"
  | "cut-to-length"
  | "fallback"
  | "dollar-expanded"
  | "dollar-halved"
  | "dollar-doubled"
  | "dollar-dropped"
  | "percent-expanded"
  | "carets-dropped"
  | "exclamation-expanded"
  | "number-printed"
  | "assignment"
  | "setting"
  | "prefix"
  | "prefix-added"
  | "part"
  | "hyphens-dropped"
  | "invisible-removed"
  | "typographic"
  | "nfc"
  | "nfd"
  | "nfkc"
  | "question-marks"
  | "replacement-characters"
  | "letters-dropped"
  | "marks-dropped"
  | "lower-case"
  | "upper-case"
  | "jwk"
  // how the text becomes bytes
  | "utf-8"
  | "base64"
  | "base64url"
  | "hex"
  | "base64-lenient"
  | "base64-mime"
  | "base64-dropped-quad"
  | "base64-cut"
  | "base64-zeros"
  | "base64-twice"
  | "base32"
  | "hex-cut"
  | "printed-octets"
  | "octets-as-text"
  | "bom"
  | "utf-16le"
  | "utf-16be"
  | "utf-16le-bom"
  | "utf-16be-bom"
  | "latin-1"
  | "code-page"
  | "low-octets"
  | "cesu-8"
  | "utf-8-once"
  | "utf-8-twice"
  | "encoded-base64"
  | "encoded-base64url"
  | "encoded-hex"
  | "printed-form"
  | "sha-256"
  | "sha-256-hex"
  | "digest"
  // what the secret is instead
  | "published"
  | "empty"
  | "public-key"
  // not JWA's HMAC
  | "swapped"
  | "plain-hash"
  | "no-secret"
  | "hmac-hash"
  | "truncated"
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
  | "swapped-halves"
  | "rsa-length"
  | "attached"
  | "misread"
  | "sha-1"
  | "hash"
  | "bare-digest"
  | "no-padding"
  | "digest-info"
  | "mgf1"
  | "not-hashed"
  | "ethereum-message"
  | "prehashed"
  // other bytes than the token's were signed
  | "hashed-nonce"
  | "header"
  | "minified"
  | "padded-segments"
  | "standard-base64"
  | "hashed-twice"
  | "decoded-segments"
  | "line-end"
  | "dot-at-end"
  | "no-dot"
  | "payload-alone"
  | "header-alone"
  | "swapped-segments"
  | "quoted-input"
  | "utf-16-input"
  | "encoded-input";

/**
 * A reading of key and token with which the signature verifies or, if `args.act` is `decrypt`, the content decrypts.
 * Only an offer: the verdict stays as it is.
 */
export interface Discovery {
  /** What had to be read differently; the first is the cause to name. */
  readonly steps: readonly [SolveStep, ...SolveStep[]];
  /** Arguments for the steps' words: the `alg` that verifies, the `header` as it was, `kid`, `form`, `source` … */
  readonly args: Readonly<Record<string, string | number>>;
  /** The inputs to set so that the token verifies. */
  readonly secret?: SecretInput;
  readonly publicKey?: string;
  readonly alg?: string;
  readonly token?: string;
}

/** The result of trying. */
export interface Solution {
  /** The simplest reading that verifies; null if none does. */
  readonly discovery: Discovery | null;
  /** How many keys and readings were tried. */
  readonly tried: number;
  /**
   * For an encrypted token: how many readings there are. Those whose length does not fit the key can decrypt nothing
   * and are not tried.
   */
  readonly readings?: number;
  /** What was varied; empty unless the search ended without a result. */
  readonly kinds: readonly SolveStep[];
  /** How long it took. */
  readonly milliseconds: number;
  /**
   * For comparing with the other side without showing the secret: its number of bytes, and the start of their SHA-256
   * in hex.
   */
  readonly fingerprint: { readonly bytes: number; readonly sha256: string } | null;
}
