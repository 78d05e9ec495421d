import { lastMember } from "../json/query.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { TIME_CLAIMS, timeClaimRow } from "./time-claims.ts";
import type { Clock, TimeClaim, TimeClaimName, TimeState } from "./types.ts";

/** A NumericDate below this (March 1973) is a duration or a mistake, above the other (year 5138) milliseconds or a mistake. */
export const PLAUSIBLE = { from: 1e8, to: 1e11 } as const;
/** Taken as milliseconds, a value must be of this century or so; otherwise it is a far date that someone meant as "never". */
const MILLISECONDS_FROM = 9e8;

function isPlausible(seconds: number): boolean {
  return seconds >= PLAUSIBLE.from && seconds <= PLAUSIBLE.to;
}

/**
 * Where a plausible time stands against the clock.
 * `exp`: the current time must be before it (RFC 7519 section 4.1.4), so at it is too late; leeway moves the end out.
 * `nbf`: the current time must be after or equal (section 4.1.5); leeway moves the beginning in.
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
 * Takes the document of the payload PANE's text, so that the ranges are places in it. The last of duplicates counts, as
 * `JSON.parse` reads them (RFC 7519 section 4). A payload that is no object has none; never fails.
 */
export function readTimes(payload: JsonDocument, clock: Clock): readonly TimeClaim[] {
  const { root } = payload;
  if (root?.type !== "object") return [];
  return TIME_CLAIMS.flatMap(({ claim }) => {
    const member = lastMember(root, claim);
    return member ? [readTime(claim, member.value, payload.text, clock)] : [];
  });
}

/** What the times of a token come to together, as data for one sentence; seconds throughout. */
export type TimeVerdict =
  /** No `exp` and no `nbf`: time does not limit the token. */
  | { readonly kind: "none"; readonly issued: number | null }
  /** In force. `until` is `exp`, null without one; `graceLeft` is set while only the leeway keeps it valid. */
  | { readonly kind: "valid"; readonly until: number | null; readonly since: number | null; readonly onLeeway: boolean }
  | { readonly kind: "expired"; readonly at: number }
  | { readonly kind: "not-yet"; readonly at: number }
  /** `exp` or `nbf` is there and is no usable time. */
  | { readonly kind: "implausible"; readonly claim: TimeClaim };

/**
 * The verdict of time over `exp` and `nbf` (RFC 7519 sections 4.1.4, 4.1.5), leeway considered.
 * The gravest wins: expired, then not-yet, then implausible. `iat` never makes a token invalid by itself.
 */
export function timeVerdict(times: readonly TimeClaim[], clock: Clock): TimeVerdict {
  const of = (claim: TimeClaimName) => times.find((time) => time.claim === claim);
  const exp = of("exp");
  const nbf = of("nbf");
  if (exp?.state === "expired" && exp.seconds !== null) return { kind: "expired", at: exp.seconds };
  if (nbf?.state === "not-yet" && nbf.seconds !== null) return { kind: "not-yet", at: nbf.seconds };
  const odd = [exp, nbf].find((time) => time?.state === "implausible");
  if (odd) return { kind: "implausible", claim: odd };
  const until = exp?.seconds ?? null;
  const since = nbf?.seconds ?? null;
  if (until === null && since === null) {
    const iat = of("iat");
    return { kind: "none", issued: iat && iat.why === null ? iat.seconds : null };
  }
  const onLeeway = (until !== null && clock.now >= until) || (since !== null && clock.now < since);
  return { kind: "valid", until, since, onLeeway };
}

/**
 * The next moment (seconds, after `clock.now`) at which any claim's state changes by the passing of time alone; null where
 * none ever will. At that moment `readTimes` gives a different answer.
 */
export function nextChange(times: readonly TimeClaim[], clock: Clock): number | null {
  let next: number | null = null;
  for (const { claim, seconds, why } of times) {
    if (seconds === null || why !== null) continue;
    const { role } = timeClaimRow(claim);
    const at = role === "end" ? seconds + clock.leeway : role === "begin" ? seconds - clock.leeway : seconds;
    if (at > clock.now && (next === null || at < next)) next = at;
  }
  return next;
}
