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
 * What is known of a cause: something here tells for it, it cannot be excluded, what would tell is not here, or what is here
 * excludes it.
 */
export type SuspectOutcome = "likely" | "possible" | "open" | "ruled-out";

export interface Suspect {
  readonly id: SuspectId;
  readonly title: string;
  readonly outcome: SuspectOutcome;
  /** What tells so; of an open one, what would tell. */
  readonly why: string;
}

/** What a suspect's own function gives. */
export type Told = Pick<Suspect, "outcome" | "why">;

/** All that narrows the causes. */
export interface SuspectFacts {
  /** `sub` as text. */
  readonly sub: string;
  readonly subject: SubjectFacts;
  /** The token whose user is not found. */
  readonly claims: TokenClaims;
  /** What is known of its signature; `edited`: the token was changed on this page. */
  readonly signature: "verified" | "invalid" | "edited" | "unknown";
  readonly accountChanged: Instant | null;
  readonly lastSync: Instant | null;
  /** A token of a user that is found; `verified` as it verifies here. */
  readonly working: { readonly claims: TokenClaims; readonly verified: boolean } | null;
  /** Null where no ids were given. */
  readonly matches: readonly IdMatch[] | null;
  /** Ids of tokens that the policy denies; null if it has no such list. */
  readonly denied: readonly string[] | null;
}

/** Spells what comes from the token, as the place where it is shown needs it. */
export type Show = (value: string) => string;
