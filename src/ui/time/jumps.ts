import { durationWords } from "../../core/claims/describe.ts";
import type { Clock, TimeReading } from "../../core/claims/types.ts";
import type { TimeClaimName } from "../../core/registry/time-claims.ts";

/** A moment to jump to; `to` is null if this token has none, and `why` describes it or says why not. */
interface Jump {
  readonly name: string;
  /** Seconds. */
  readonly to: number | null;
  readonly why: string;
}

const DAY = 86_400;

/**
 * The moments that matter to a token: its issue, the last second at which it is accepted and the first at which it is not
 * (RFC 7519 section 4.1.4, leeway considered), and a day from where the clock stands.
 */
export function jumpsFor(times: readonly TimeReading[], { now, leeway }: Clock): readonly Jump[] {
  const of = (claim: TimeClaimName): number | null => {
    const time = times.find((time) => time.claim === claim);
    return time === undefined || time.why !== null ? null : time.seconds;
  };
  const issued = of("iat") ?? of("nbf");
  const exp = of("exp");
  const over = exp === null ? null : Math.ceil(exp + leeway);
  const slack = leeway === 0 ? "" : ` and the leeway of ${durationWords(leeway)}`;
  const noExp = "The token has no usable exp";
  return [
    {
      name: "At issue",
      to: issued === null ? null : Math.ceil(issued),
      why: issued === null ? "The token has no usable iat or nbf" : of("iat") === null ? "To nbf" : "To iat",
    },
    {
      name: "Just before expiry",
      to: over === null ? null : over - 1,
      why: over === null ? noExp : `To the last second before exp${slack}`,
    },
    { name: "Just after expiry", to: over, why: over === null ? noExp : `To exp${slack}, when it expires` },
    { name: "+1 day", to: Math.floor(now) + DAY, why: "One day later" },
  ];
}
