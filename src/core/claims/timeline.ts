import { wholeValue } from "../json/query.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { TIME_CLAIMS, timeClaimRow, type TimeClaimName } from "../registry/time-claims.ts";
import type { Clock, TimeClaim, TimeState } from "./types.ts";

/**
 * A NumericDate below this (March 1973) is a duration or a mistake, above the other (year 5138) milliseconds or a
 * mistake.
 */
export const PLAUSIBLE = { from: 1e8, to: 1e11 } as const;
/** Read as milliseconds, a value must be in about this century; otherwise it is a far date meant as "never". */
const MILLISECONDS_FROM = 9e8;

function isPlausible(seconds: number): boolean {
  return seconds >= PLAUSIBLE.from && seconds <= PLAUSIBLE.to;
}

/**
 * How a plausible time compares with the clock.
 * `exp`: the current time must be before it (RFC 7519 section 4.1.4), so at it is too late; leeway extends the end.
 * `nbf`: the current time must be after or equal (section 4.1.5); leeway moves the beginning earlier.
 */
function stateAt(claim: TimeClaimName, seconds: number, clock: Clock): TimeState {
  const { role } = timeClaimRow(claim);
  switch (role) {
    case "end":
      return clock.now >= seconds + clock.leeway ? "expired" : "valid";
    case "begin":
      return clock.now < seconds - clock.leeway ? "not-yet" : "valid";
    case "record":
      return clock.now < seconds ? "future" : "past";
  }
}

function readTime(claim: TimeClaimName, node: JsonNode, text: string, clock: Clock): TimeClaim {
  const raw = text.slice(node.range.start, node.range.end);
  const base = { claim, raw, range: node.range, asMilliseconds: null } as const;
  if (node.type !== "number") {
    return { ...base, state: "implausible", seconds: null, why: node.type === "string" ? "string" : "type" };
  }
  const seconds = Number.isFinite(node.value) ? node.value : null;
  if (seconds !== null && isPlausible(seconds)) {
    return { ...base, state: stateAt(claim, seconds, clock), seconds, why: null };
  }
  const thousandth = (seconds ?? 0) / 1000;
  const asMilliseconds = thousandth >= MILLISECONDS_FROM && isPlausible(thousandth) ? thousandth : null;
  return {
    ...base,
    state: "implausible",
    seconds,
    asMilliseconds,
    why: asMilliseconds === null ? "range" : "milliseconds",
  };
}

/**
 * The time claims of a payload, in the order of `TIME_CLAIMS`, each judged at `clock` (seconds).
 * Takes the document of the payload PANE's text, so the ranges are places in it. The last of duplicates counts, as
 * `JSON.parse` reads them (RFC 7519 section 4). A value at the end of a truncated text may be cut off, so it is left
 * out. A payload that is not an object has none. Never fails.
 */
export function readTimes(payload: JsonDocument, clock: Clock): readonly TimeClaim[] {
  const { root } = payload;
  if (root?.type !== "object") return [];
  return TIME_CLAIMS.flatMap(({ claim }) => {
    const value = wholeValue(payload, claim);
    return value ? [readTime(claim, value, payload.text, clock)] : [];
  });
}
