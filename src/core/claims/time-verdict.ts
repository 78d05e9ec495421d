import type { TimeClaimName } from "../registry/time-claims.ts";
import type { Clock, TimeClaim } from "./types.ts";

/** The combined result of a token's times, as data for one sentence; in seconds. */
export type TimeVerdict =
  /** No `exp` and no `nbf`: time does not limit the token. */
  | { readonly kind: "none"; readonly issued: number | null }
  /** In force. `until` is `exp`, null without one; `graceLeft` is set while only the leeway keeps it valid. */
  | { readonly kind: "valid"; readonly until: number | null; readonly since: number | null; readonly onLeeway: boolean }
  | { readonly kind: "expired"; readonly at: number }
  | { readonly kind: "not-yet"; readonly at: number }
  /** `exp` or `nbf` is present but not a usable time. */
  | { readonly kind: "implausible"; readonly claim: TimeClaim };

/**
 * The time verdict from `exp` and `nbf` (RFC 7519 sections 4.1.4, 4.1.5), including leeway.
 * The most severe wins: expired, then not-yet, then implausible. `iat` never makes a token invalid by itself.
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
