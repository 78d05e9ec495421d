/** The role of a time claim for a verifier. Its meaning is in `claims.ts`. */
interface TimeClaimRow {
  readonly claim: string;
  /** An end, a beginning, or only a record. */
  readonly role: "end" | "begin" | "record";
  /** The verb for a moment in the past: "issued 18 min ago". */
  readonly verb: string;
}

/** The time claims that the page reads, in display order. In the entry script. */
export const TIME_CLAIMS = [
  { claim: "exp", role: "end", verb: "expired" },
  { claim: "nbf", role: "begin", verb: "in force" },
  { claim: "iat", role: "record", verb: "issued" },
  { claim: "auth_time", role: "record", verb: "signed in" },
  { claim: "updated_at", role: "record", verb: "updated" },
] as const satisfies readonly TimeClaimRow[];

/** A claim whose value is a time. */
export type TimeClaimName = (typeof TIME_CLAIMS)[number]["claim"];

/** The row of a time claim. Total over `TimeClaimName`. */
export function timeClaimRow(claim: TimeClaimName): TimeClaimRow {
  return TIME_CLAIMS.find((row) => row.claim === claim) as TimeClaimRow;
}
