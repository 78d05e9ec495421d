import { durationWords, instantWords, USUAL_STYLE, validFor } from "../../core/claims/describe.ts";
import { timeVerdict } from "../../core/claims/timeline.ts";
import type { Clock, TimeClaim, TimeStyle } from "../../core/claims/types.ts";
import type { ClockInput } from "../../state/types.ts";
import type { Words } from "./facts.ts";

export interface TimeFacts {
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  readonly clockKind: ClockInput["kind"];
  /** How instants are written; absent: the usual way. */
  readonly style?: TimeStyle;
  /** The signature was verified with a key of the user's: only then are the times more than the token's word. */
  readonly proven: boolean;
  /** Whether there are claims to take times from. */
  readonly claims: "none" | "encrypted" | "unreadable" | "broken" | "there";
}

/** The time's part of the verdict. Until the signature verifies nothing in it is a success. */
export function timeWords({ times, clock, clockKind, style = USUAL_STYLE, proven, claims }: TimeFacts): Words {
  const written = (seconds: number): string | null => instantWords(seconds, style)?.first ?? null;
  const icon = "clock";
  if (claims === "none") return { tone: "none", icon, title: "No times yet", sub: "exp, nbf and iat will show here" };
  if (claims === "encrypted")
    return { tone: "info", icon, title: "Times are inside", sub: "They are encrypted with the claims" };
  if (claims === "unreadable")
    return { tone: "info", icon, title: "No times can be read", sub: "The payload is not a JSON object" };
  const verdict = timeVerdict(times, clock);
  const at = clockKind === "real" ? "" : `, at the ${clockKind} clock`;
  const word = proven ? "" : " by the token’s own word";
  switch (verdict.kind) {
    case "expired":
      return {
        tone: "error",
        icon,
        title: `Expired ${durationWords(clock.now - verdict.at)} ago${at}`,
        sub: `on ${written(verdict.at) ?? "a date beyond the calendar"}${word}`,
      };
    case "not-yet":
      return {
        tone: "error",
        icon,
        title: `Not valid for another ${durationWords(verdict.at - clock.now)}${at}`,
        sub: `nbf is ${written(verdict.at) ?? "beyond the calendar"}${word}`,
      };
    case "implausible":
      return {
        tone: "warn",
        icon,
        title: `${verdict.claim.claim} is no usable time`,
        sub: "Verifiers refuse it, or read it as another date",
      };
    case "none":
      if (claims === "broken") {
        return { tone: "warn", icon, title: "Expiry unknown", sub: "The payload can not be read to its end" };
      }
      return { tone: "info", icon, title: "No expiry", sub: "Neither exp nor nbf limits this token in time" };
    case "valid": {
      const end = verdict.until === null ? "in force, and never ends" : validFor(verdict.until, clock);
      const says = verdict.onLeeway ? "within the leeway only" : end;
      return {
        tone: !proven ? "info" : verdict.onLeeway || verdict.until === null ? "warn" : "ok",
        icon,
        title: (proven ? says.replace(/^./, (first) => first.toUpperCase()) : `Says: ${says}`) + at,
        sub:
          verdict.until === null
            ? "There is no exp"
            : proven
              ? `until ${written(verdict.until) ?? ""}`
              : `until ${(written(verdict.until) ?? "").replace(/ \(UTC[+-].*/, "")}, by its own word only`,
      };
    }
  }
}
