import type { TimeClaimName } from "../registry/time-claims.ts";
import type { Range } from "../text/range.ts";

/** How a time compares with the clock, in the words of `CONTRACT`. */
export type TimeState = "valid" | "expired" | "not-yet" | "past" | "future" | "implausible";

/** What one time claim of a payload says at a given time. */
export interface TimeReading {
  readonly claim: TimeClaimName;
  readonly state: TimeState;
  /** The value as written in the payload. */
  readonly raw: string;
  /** NumericDate in seconds (RFC 7519 section 2); null if the value is not a number. */
  readonly seconds: number | null;
  /** Set if the value would be plausible in milliseconds. */
  readonly asMilliseconds: number | null;
  /** Why it is implausible. */
  readonly why: "string" | "type" | "milliseconds" | "range" | null;
}

/** One time claim of a payload, and where it stands. */
export interface TimeClaim extends TimeReading {
  /** Place of the value in the payload pane's text; for a disclosed claim, in the text of the processed payload. */
  readonly range: Range;
  /** Place of its disclosure in the token; absent: it is in the payload itself. */
  readonly disclosure?: Range;
}

/** The time at which the token is judged, in seconds since the epoch, and the verifier's leeway. */
export interface Clock {
  readonly now: number;
  readonly leeway: number;
}

/** How instants are written: local time or UTC first, and a 12- or 24-hour clock. */
export interface TimeStyle {
  readonly first: "local" | "utc";
  readonly hours: 12 | 24;
}
