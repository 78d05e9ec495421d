import type { Clock, TimeClaim } from "../claims/types.ts";
import type { TimeVerdict } from "../claims/time-verdict.ts";
import type { Judgement, Provenance } from "../crypto/types.ts";
import type { Finding, Place, Severity } from "../rules/types.ts";

/** The colour of a cell; `none` is not a verdict yet. */
export type Tone = Severity | "none";

/**
 * How much of the payload was read: only a complete one shows what is absent; `token` means it is another token, `left-out`
 * that it is empty or travels beside the token, `not-jose` that the text is no JOSE object.
 */
export type PayloadReading =
  | "none"
  | "encrypted"
  | "token"
  | "left-out"
  | "not-jose"
  | "not-object"
  | "broken"
  | "whole";

/** What the three cells are made from. */
export interface VerdictFacts {
  /** On the shown token; null while pending. */
  readonly judgement: Judgement | null;
  /** On the token as it was before edits; null while pending. */
  readonly original: Judgement | null;
  readonly provenance: Provenance;
  /** Pending until the user asks, because the token is large. */
  readonly onRequest: boolean;
  /** The base is what arrived: nobody has typed in it since, and no fix has changed it. */
  readonly isAsPasted: boolean;
  readonly payload: PayloadReading;
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  /** Everything found, gravest first; null until the rules are loaded. */
  readonly findings: readonly Finding[] | null;
  /** An encrypted key waits for its passphrase, before the signature can be judged. */
  readonly passphrase: { readonly state: "needed" | "wrong"; readonly pane: Place["pane"] } | null;
  readonly family: "hmac" | "asymmetric" | "none" | "unknown";
  /**
   * Which of the claims that a verifier must compare are not compared, because no policy says with what; null where the policy
   * speaks of another layer.
   */
  readonly uncompared: readonly ("iss" | "aud")[] | null;
}

/** One cell: what it says, in which colour, and the finding that it is made of, if there is one. */
interface Cell<Code extends string> {
  readonly code: Code;
  readonly tone: Tone;
  readonly finding: Finding | null;
}

export type SignatureCode =
  | "empty"
  | "checking"
  | "on-request"
  | "malformed"
  | "encrypted"
  | "unsealed"
  | "decrypted"
  | "not-decrypted"
  | "not-opened"
  | "unsupported"
  | "unsigned"
  | "no-key"
  | "key-error"
  | "invalid"
  | "tampered"
  | "own-key"
  | "signed-here"
  | "signed-here-over-bad"
  | "verified";

export type SignatureCell = Cell<SignatureCode>;

/** `finding`: its words are those of the finding that it is made of. */
type TimeCode =
  | "empty"
  | "encrypted"
  | "nested"
  | "left-out"
  | "not-jose"
  | "not-object"
  | "unreliable"
  | "finding"
  | TimeVerdict["kind"];

export interface TimeCell extends Cell<TimeCode> {
  readonly verdict: TimeVerdict;
  /** The signature verifies with a key of the user's: the times are more than a claim. */
  readonly isProven: boolean;
}

export type ConclusionCode =
  | "empty"
  | "checking"
  | "on-request"
  | "passphrase"
  | "add-key"
  | "use-another-key"
  | "other-reading"
  | "encrypted"
  | "decrypted"
  | "not-decrypted"
  | "not-opened"
  | "unsupported"
  | "refuse"
  | "policy"
  | "message"
  | "verifier"
  | "fix"
  | "distrust"
  | "own-key"
  | "shared"
  | "edited"
  | "warnings"
  | "good";

/** What the one filled button of the page does. */
export type NextStep =
  | { readonly kind: "example" | "judge-large" | "sign-hs256" | "copy" }
  | { readonly kind: "go-to-field" | "passphrase"; readonly place: Place }
  | { readonly kind: "show"; readonly place: Place; readonly severity: Severity }
  | { readonly kind: "fix"; readonly finding: Finding };

export interface ConclusionCell extends Cell<ConclusionCode> {
  readonly step: NextStep | null;
  /** The findings of severity error, security and warn. */
  readonly counted: readonly Finding[];
}

/** The verdict: three cells, each about its own subject. */
export interface Cells {
  readonly signature: SignatureCell;
  readonly time: TimeCell;
  readonly conclusion: ConclusionCell;
}
