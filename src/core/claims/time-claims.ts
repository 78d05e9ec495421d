import type { TimeClaimName } from "./types.ts";

/** What a time claim means for a verifier: an end, a beginning, or only a record. */
export type TimeRole = "end" | "begin" | "record";

/** A claim whose value is a NumericDate (RFC 7519 section 2), and who says so. */
export interface TimeClaimRow {
  readonly claim: TimeClaimName;
  readonly role: TimeRole;
  /** Full name, in the words of the registry. */
  readonly title: string;
  /** The verb for a moment in the past: "issued 18 min ago". */
  readonly verb: string;
  readonly spec: string;
}

/** The time claims that the page reads, in the order in which they are shown. */
export const TIME_CLAIMS: readonly TimeClaimRow[] = [
  { claim: "exp", role: "end", title: "Expiration Time", verb: "expired", spec: "RFC 7519 section 4.1.4" },
  { claim: "nbf", role: "begin", title: "Not Before", verb: "in force", spec: "RFC 7519 section 4.1.5" },
  { claim: "iat", role: "record", title: "Issued At", verb: "issued", spec: "RFC 7519 section 4.1.6" },
  {
    claim: "auth_time",
    role: "record",
    title: "Authentication Time",
    verb: "signed in",
    spec: "OpenID Connect Core 1.0 section 2",
  },
  {
    claim: "updated_at",
    role: "record",
    title: "Updated At",
    verb: "updated",
    spec: "OpenID Connect Core 1.0 section 5.1",
  },
];

/** The row of a time claim. Total over `TimeClaimName`. */
export function timeClaimRow(claim: TimeClaimName): TimeClaimRow {
  return TIME_CLAIMS.find((row) => row.claim === claim) as TimeClaimRow;
}
