import type { IdMatch } from "../compare-ids.ts";
import type { TokenClaims } from "../compare-tokens.ts";
import type { SubjectFacts } from "../describe-subject.ts";
import type { Instant } from "../instant.ts";

/** The causes of "user from sub claim does not exist". */
export type SuspectId =
  | "spelling"
  | "type"
  | "created"
  | "synced"
  | "gone"
  | "elsewhere"
  | "revoked"
  | "changed"
  | "service";

/**
 * What is known about a cause: something here points to it, it cannot be excluded, the evidence is not here, or the
 * evidence excludes it.
 */
export type SuspectOutcome = "likely" | "possible" | "open" | "ruled-out";

export interface Suspect {
  readonly id: SuspectId;
  readonly title: string;
  readonly outcome: SuspectOutcome;
  /** The evidence; for an open cause, the evidence that would decide. */
  readonly why: string;
}

/** What the function of one suspect returns. */
export type Told = Pick<Suspect, "outcome" | "why">;

/** Everything that narrows down the causes. */
export interface SuspectFacts {
  /** `sub` as text. */
  readonly sub: string;
  readonly subject: SubjectFacts;
  /** The token whose user is not found. */
  readonly claims: TokenClaims;
  /** What is known about its signature; `edited`: the token was changed on this page. */
  readonly signature: "verified" | "invalid" | "edited" | "unknown";
  readonly accountChanged: Instant | null;
  readonly lastSync: Instant | null;
  /** The token of a user who is found; `verified` says whether it verifies here. */
  readonly working: { readonly claims: TokenClaims; readonly verified: boolean } | null;
  /** Null if no ids were given. */
  readonly matches: readonly IdMatch[] | null;
  /** The token ids that the policy denies; null if it has no such list. */
  readonly denied: readonly string[] | null;
}

/** Formats a value from the token for the place where it is shown. */
export type Show = (value: string) => string;
