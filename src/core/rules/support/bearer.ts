import type { RuleContext } from "../types.ts";

/**
 * Whether the token was pasted as it is sent to an API: after the scheme Bearer (RFC 6750 section 2.1), alone or
 * within a request. False for a bare token, whose use is unknown.
 */
export function cameAsBearer({ arrival }: RuleContext): boolean {
  if (!arrival) return false;
  const scheme = arrival.removals.some(({ kind, text }) => kind === "scheme" && /^\s*bearer/i.test(text));
  return scheme || /\bbearer\s+["']?eyJ/i.test(arrival.pasted.slice(0, 20_000));
}
