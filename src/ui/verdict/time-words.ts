import { durationWords, instantWords, USUAL_STYLE, validFor } from "../../core/claims/describe.ts";
import type { Clock, TimeStyle } from "../../core/claims/types.ts";
import type { TimeCell } from "../../core/verdict/types.ts";
import type { ClockInput } from "../../state/types.ts";
import type { CellWords } from "./facts.ts";

interface TimeFacts {
  readonly cell: TimeCell;
  readonly clock: Clock;
  readonly clockKind: ClockInput["kind"];
  /** How instants are written; absent: the usual way. */
  readonly style?: TimeStyle;
  /** The title of the finding that the cell is made of, if there is one. */
  readonly because: string | null;
}

/** The words of the time cell. Until the signature verifies they are only the token's claim. */
export function timeWords({ cell, clock, clockKind, style = USUAL_STYLE, because }: TimeFacts): CellWords {
  const { verdict, isProven } = cell;
  const written = (seconds: number): string => instantWords(seconds, style)?.first ?? "a date beyond the calendar";
  const at = clockKind === "real" ? "" : `, clock ${clockKind}`;
  const unproven = isProven ? "" : " (not verified)";
  switch (cell.code) {
    case "empty":
      return { title: "No times yet", sub: "exp, nbf and iat will appear here" };
    case "none":
      return { title: "No expiry", sub: because ?? limits(verdict, written) };
    case "encrypted":
      return { title: "Expiry is encrypted", sub: "It is in the ciphertext, with the claims" };
    case "nested":
      return { title: "The times are in the inner token", sub: "" };
    case "left-out":
      return { title: "No times can be read", sub: "The token has no payload of its own" };
    case "not-jose":
      return { title: "No times checked", sub: "Only JWT times are" };
    case "not-object":
      return { title: "No times can be read", sub: "The payload is not a JSON object" };
    case "unreliable":
      return { title: "Times cannot be relied on", sub: "The payload is not valid JSON: times may be missing or cut" };
    case "finding":
      return {
        title: `${because ?? ""}${isTicking(verdict.kind) ? at : ""}`,
        sub: limits(verdict, written) + unproven,
      };
    case "expired":
      return {
        title: `Expired ${durationWords(verdict.kind === "expired" ? clock.now - verdict.at : 0)} ago${at}`,
        sub: limits(verdict, written) + unproven,
      };
    case "not-yet":
      return {
        title: `Not valid for another ${durationWords(verdict.kind === "not-yet" ? verdict.at - clock.now : 0)}${at}`,
        sub: limits(verdict, written) + unproven,
      };
    case "implausible":
      return { title: because ?? "A time cannot be used", sub: limits(verdict, written) };
    case "valid": {
      if (verdict.kind !== "valid") return { title: "", sub: "" };
      const says =
        verdict.until === null
          ? "valid, with no expiry"
          : verdict.onLeeway
            ? "valid only within the leeway"
            : validFor(verdict.until, clock);
      return {
        title: (isProven ? says.replace(/^./, (first) => first.toUpperCase()) : claims(says)) + at,
        sub: cell.tone === "warn" && because !== null ? because : limits(verdict, written),
      };
    }
  }
}

/** "Claims to be valid for 14 min", from the words for a verified token. */
function claims(says: string): string {
  return `Claims to be ${says}`;
}

/** Whether a title counts time, so that it matters which clock it uses. */
function isTicking(kind: TimeCell["verdict"]["kind"]): boolean {
  return kind === "expired" || kind === "not-yet";
}

/** The claims that limit the token in time. */
function limits(verdict: TimeCell["verdict"], written: (seconds: number) => string): string {
  switch (verdict.kind) {
    case "expired":
      return `on ${written(verdict.at)}`;
    case "not-yet":
      return `nbf is ${written(verdict.at)}`;
    case "implausible":
      return "Verifiers reject it, or read it as another date";
    case "valid":
      return verdict.until === null ? "There is no exp" : `until ${written(verdict.until)}`;
    case "none":
      return "It has neither exp nor nbf";
  }
}
