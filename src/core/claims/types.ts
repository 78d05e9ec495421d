import type { TimeClaimName } from "../registry/time-claims.ts";
import type { Range } from "../text/range.ts";

/** `CONTRACT`'s words for where a time stands against the clock. */
export type TimeState = "valid" | "expired" | "not-yet" | "past" | "future" | "implausible";

/** What one time claim of a payload says, judged at a moment. */
export interface TimeReading {
  readonly claim: TimeClaimName;
  readonly state: TimeState;
  /** The value as written in the payload. */
  readonly raw: string;
  /** NumericDate in seconds (RFC 7519 section 2); null where the value is not a number. */
  readonly seconds: number | null;
  /** Set where the value, taken as milliseconds, would be plausible. */
  readonly asMilliseconds: number | null;
  /** Why it is implausible. */
  readonly why: "string" | "type" | "milliseconds" | "range" | null;
}

/** One time claim of a payload, and where it stands. */
export interface TimeClaim extends TimeReading {
  /** Place of the value in the payload pane's text; of one that was disclosed, in that of the processed payload. */
  readonly range: Range;
  /** The place of its disclosure in the token; absent: it is in the payload itself. */
  readonly disclosure?: Range;
}

/** Seconds since the epoch that the token is judged at, and how much slack the verifier gives. */
export interface Clock {
  readonly now: number;
  readonly leeway: number;
}

/** How instants are written: whose time is first, and how the hours of a day count. */
export interface TimeStyle {
  readonly first: "local" | "utc";
  readonly hours: 12 | 24;
}
