import type { KeyFault, SignatureFault } from "../keys/numbers/degenerate.ts";
import type { JweReason, Opened } from "./jwe/types.ts";
import type { KeyFit, KeyMaterial, KeyProblem, PassedOver } from "../keys/types.ts";

/** The verdict's states but `pending`, which is not a judgement; the first that applies, in this order. */
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
 * Which signature the verdict judges: the pasted one, one made here, or the pasted one over changed content. `shared`: the token is
 * what a shared view says, which anyone can write.
 */
export type Provenance = "original" | "re-signed" | "kept" | "shared";

/**
 * Where the judging key came from. `private-key` is the public half of the signing key, because Public key is empty; `cnf` is what
 * the SD-JWT around a key binding names.
 */
export type KeySource = "secret" | "public-key" | "private-key" | "token" | "cnf";

/** Why the state is what it is. Stable codes; wording is apart. */
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
  /** All that were looked at verify, and there are more than those. */
  | { readonly code: "too-many-seals"; readonly most: number }
  // unsupported
  | { readonly code: "alg-unknown"; readonly alg: string }
  | { readonly code: "alg-lacking"; readonly alg: string }
  | { readonly code: "crit"; readonly names: readonly string[] }
  | { readonly code: "crit-malformed" }
  /** An extension that is understood has a value that its specification does not allow. */
  | { readonly code: "crit-value"; readonly name: string }
  | { readonly code: "insecure-context" }
  // unsigned, and `invalid` for none with a signature
  | { readonly code: "none" }
  | { readonly code: "none-with-signature" }
  // keys
  | { readonly code: "no-secret" }
  | { readonly code: "no-public-key" }
  /** Whoever shared the view left the signature out, or what is encrypted, or hid values that the signature covers. */
  | { readonly code: "left-out"; readonly what: "signature" | "ciphertext" | "values" }
  /** Of several signatures or recipients: the keys given are for another one. */
  | { readonly code: "other-seal" }
  | { readonly code: "secret-encoding"; readonly encoding: string; readonly at: number | null }
  | { readonly code: "key-problem"; readonly problem: KeyProblem }
  | { readonly code: "key-unfit"; readonly fit: KeyFit }
  | { readonly code: "kid-not-in-set"; readonly kid: string; readonly available: readonly (string | null)[] }
  | { readonly code: "none-fits" }
  | { readonly code: "import-failed"; readonly message: string }
  /** The key is one that anyone can sign for, or that nobody can: it never judges. */
  | { readonly code: "key-degenerate"; readonly fault: KeyFault }
  // judged
  | { readonly code: "verified" }
  | { readonly code: "mismatch" }
  | { readonly code: "signature-length"; readonly actual: number; readonly expected: number }
  /** The signature is one that no signer makes, and that some verifiers take for good. */
  | { readonly code: "signature-degenerate"; readonly fault: SignatureFault }
  | JweReason;

/**
 * How far an encrypted token opens: `not-opened` is what is not done here, `not-decrypted` what no key given opens, `unsealed`
 * what is to be encrypted here and waits for its key.
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
  /** `alg` of the header where it is a string. */
  readonly alg: string | null;
  /** The key that judged (also the one that failed), where one was chosen. */
  readonly key: {
    readonly source: KeySource;
    readonly material: KeyMaterial | null;
    readonly secretBytes: number | null;
  } | null;
  /** In a set: how many keys there were and why each other one was not the one. */
  readonly passedOver: readonly PassedOver[];
  /** The key verifies, yet is below what the algorithm asks (RFC 7518 sections 3.2, 3.3). */
  readonly weak: { readonly bits: number; readonly needed: number } | null;
  /** The cryptography was done by software in the page, not by the browser's own. */
  readonly software: boolean;
  /** On an encrypted token: how far it opens, since nothing is said of a signature there. */
  readonly encrypted?: OpeningCode;
  /** What was inside, where the state is `decrypted`. */
  readonly opened?: Opened;
  /** Of a JSON form: the judgement on each signature or recipient, and which of them the panes are for. */
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
