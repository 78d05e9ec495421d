import type { Clock, TimeClaim } from "../claims/types.ts";
import type { TimeVerdict } from "../claims/time-verdict.ts";
import type { Judgement, Provenance } from "../crypto/types.ts";
import type { Finding, Place, Severity } from "../rules/types.ts";

/** The colour of a cell; `none` is not a verdict yet. */
export type Tone = Severity | "none";

/**
 * How much of the payload was read: only a complete one shows what is absent; `token` means it is another token,
 * `left-out` that it is empty or sent separately, `not-jose` that the text is not a JOSE object.
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
  /** About the shown token; null while pending. */
  readonly judgement: Judgement | null;
  /** About the token before edits; null while pending. */
  readonly original: Judgement | null;
  readonly provenance: Provenance;
  /** Pending until the user asks, because the token is large. */
  readonly onRequest: boolean;
  /** The base is the token as it arrived: no typing and no fix has changed it. */
  readonly isAsPasted: boolean;
  readonly payload: PayloadReading;
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  /** All findings, gravest first; null until the rules are loaded. */
  readonly findings: readonly Finding[] | null;
  /** An encrypted key needs its passphrase before the signature can be verified. */
  readonly passphrase: { readonly state: "needed" | "wrong"; readonly pane: Place["pane"] } | null;
  readonly family: "hmac" | "asymmetric" | "none" | "unknown";
  /**
   * The claims that a verifier must compare but that are not compared, because no policy gives a value; null if the
   * policy is for another layer.
   */
  readonly uncompared: readonly ("iss" | "aud")[] | null;
  /** The configuration of a verifier is given, which may compare them. */
  readonly hasVerifier: boolean;
}

/** One cell: its text, its colour, and the finding that it shows, if any. */
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

/** `finding`: its words are those of the finding it shows. */
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
  /** The signature verifies with one of the user's keys: the times are more than a claim. */
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

/** What the page's one primary button does. */
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
