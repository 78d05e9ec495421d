import type { KeyFault, SignatureFault } from "../keys/numbers/degenerate.ts";
import type { JweReason, Opened } from "./jwe/types.ts";
import type { KeyFit, KeyMaterial, KeyProblem, PassedOver } from "../keys/types.ts";

/** The verdict's states except `pending`, which is not a judgement; the first that applies, in this order. */
export type VerdictState =
  | "empty"
  | "malformed"
  | "unsupported"
  | "unsigned"
  | "no-key"
  | "key-error"
  | "verified"
  | "decrypted"
  | "invalid";

/**
 * Which signature the verdict judges: the pasted one, one made here, or the pasted one over changed content.
 * `shared`: the token is from a shared view, which anyone can write.
 */
export type Provenance = "original" | "re-signed" | "kept" | "shared";

/**
 * Where the judging key came from. `private-key` is the public half of the signing key, because Public key is empty;
 * `cnf` is the key named by the SD-JWT of a key binding.
 */
export type KeySource = "secret" | "public-key" | "private-key" | "token" | "cnf";

/** The reason for the state. Stable codes; the wording is elsewhere. */
export type JudgementReason =
  | { readonly code: "empty" }
  // malformed
  | { readonly code: "segment-count"; readonly count: number }
  | { readonly code: "base64url" }
  | { readonly code: "header-not-utf8" }
  | { readonly code: "header-not-json" }
  | { readonly code: "header-not-object" }
  | { readonly code: "alg-missing" }
  | { readonly code: "alg-not-string" }
  | { readonly code: "not-a-token" }
  /** A JSON form, or the headers of one of its signatures or recipients, break RFC 7515 section 7.2 or RFC 7516 section 7.2. */
  | { readonly code: "json-form" }
  /** All that were checked verify, but there are more. */
  | { readonly code: "too-many-seals"; readonly most: number }
  // unsupported
  | { readonly code: "alg-unknown"; readonly alg: string }
  | { readonly code: "alg-lacking"; readonly alg: string }
  | { readonly code: "crit"; readonly names: readonly string[] }
  | { readonly code: "crit-malformed" }
  /** A supported extension has a value that its specification does not allow. */
  | { readonly code: "crit-value"; readonly name: string }
  | { readonly code: "insecure-context" }
  // unsigned, and `invalid` for none with a signature
  | { readonly code: "none" }
  | { readonly code: "none-with-signature" }
  // keys
  | { readonly code: "no-secret" }
  | { readonly code: "no-public-key" }
  /** The shared view omits the signature or the ciphertext, or hides signed values. */
  | { readonly code: "left-out"; readonly what: "signature" | "ciphertext" | "values" }
  /** Of several signatures or recipients: the keys given are for another one. */
  | { readonly code: "other-seal" }
  | { readonly code: "secret-encoding"; readonly encoding: string; readonly at: number | null }
  | { readonly code: "key-problem"; readonly problem: KeyProblem }
  | { readonly code: "key-unfit"; readonly fit: KeyFit }
  | { readonly code: "kid-not-in-set"; readonly kid: string; readonly available: readonly (string | null)[] }
  | { readonly code: "none-fits" }
  | { readonly code: "import-failed"; readonly message: string }
  /** Anyone, or nobody, can sign for this key: it is never used to verify. */
  | { readonly code: "key-degenerate"; readonly fault: KeyFault }
  // judged
  | { readonly code: "verified" }
  | { readonly code: "mismatch" }
  | { readonly code: "signature-length"; readonly actual: number; readonly expected: number }
  /** No signer makes such a signature, but some verifiers accept it. */
  | { readonly code: "signature-degenerate"; readonly fault: SignatureFault }
  | JweReason;

/**
 * How far an encrypted token was decrypted: `not-opened` is not supported or not requested, `not-decrypted` is not
 * decrypted by any given key, `unsealed` waits for its key to be encrypted.
 */
export type OpeningCode =
  | "malformed"
  | "unsealed"
  | "encrypted"
  | "not-opened"
  | "key-error"
  | "decrypted"
  | "not-decrypted";

/** The verdict on one token with one set of keys. */
export interface Judgement {
  readonly state: VerdictState;
  readonly reason: JudgementReason;
  /** `alg` of the header if it is a string. */
  readonly alg: string | null;
  /** The key that was used (also if it failed), if one was chosen. */
  readonly key: {
    readonly source: KeySource;
    readonly material: KeyMaterial | null;
    readonly secretBytes: number | null;
  } | null;
  /** In a set: how many keys there were, and why the others were not used. */
  readonly passedOver: readonly PassedOver[];
  /** The key verifies, but is weaker than the algorithm requires (RFC 7518 sections 3.2, 3.3). */
  readonly weak: { readonly bits: number; readonly needed: number } | null;
  /** The cryptography was done by software in the page, not by the browser's own. */
  readonly software: boolean;
  /** For an encrypted token: how far it was decrypted, since there is no signature. */
  readonly encrypted?: OpeningCode;
  /** The content, if the state is `decrypted`. */
  readonly opened?: Opened;
  /** For a JSON form: the judgement on each signature or recipient, and which of them the panes show. */
  readonly seals?: { readonly each: readonly Judgement[]; readonly chosen: number };
}

/** The result of signing. `unavailable` keeps the old signature; `reason` says what is missing. */
export type SignOutcome =
  | {
      readonly kind: "signed";
      readonly signature: string;
      readonly key: KeyMaterial | null;
      readonly software: boolean;
    }
  | { readonly kind: "unavailable"; readonly reason: JudgementReason };
