import type { Probe } from "./probes.ts";

/** A `securitypolicyviolation` event of the browser (CSP Level 3, section 5.1). */
export interface Violation {
  readonly directive: string;
  /** What was stopped: an address, sometimes only its origin, or a keyword such as `inline`. */
  readonly blocked: string;
  /** False for a policy that only reports: it stops nothing. */
  readonly enforced: boolean;
}

/** How an attempt ended, as far as the page can see. */
export type End =
  /** The browser has no such function. */
  | { readonly kind: "absent" }
  /** It refused immediately, with an exception. */
  | { readonly kind: "refused"; readonly message: string }
  /** A worker received a report of the violation. */
  | { readonly kind: "violated"; readonly directive: string }
  /** The site's own service worker reports that it refused the request. */
  | { readonly kind: "turned-away" }
  /** Something came back. */
  | { readonly kind: "answered" }
  /** It was sent, or failed on its way: failure proves nothing, since nobody is at the address. */
  | { readonly kind: "sent" };

/** What is known about a probe. Only a block can be proven; anything not proven to be blocked counts as allowed. */
export type Outcome =
  | { readonly result: "blocked"; readonly by: "violation"; readonly directive: string }
  | { readonly result: "blocked"; readonly by: "refusal"; readonly message: string }
  | { readonly result: "blocked"; readonly by: "absence" | "service-worker" }
  | { readonly result: "allowed"; readonly by: "answer" | "no-objection" | "silence" };

/** Whether a violation is the one that stops this probe. */
export function stops(probe: Probe, { directive, blocked, enforced }: Violation): boolean {
  if (!enforced || !probe.directives.includes(directive)) return false;
  const { origin } = new URL(probe.url);
  return probe.originOnly ? blocked === origin || blocked.startsWith(`${origin}/`) : blocked === probe.url;
}

/**
 * The outcome of a finished probe.
 *
 * @param violations What the browser reported meanwhile, of whichever probe.
 * @param end Null after a timeout.
 */
export function judgeProbe(probe: Probe, violations: readonly Violation[], end: End | null): Outcome {
  const violation = violations.find((one) => stops(probe, one));
  if (violation) return { result: "blocked", by: "violation", directive: violation.directive };
  switch (end?.kind) {
    case "violated":
      return { result: "blocked", by: "violation", directive: end.directive };
    case "refused":
      return { result: "blocked", by: "refusal", message: end.message };
    case "absent":
      return { result: "blocked", by: "absence" };
    case "turned-away":
      return { result: "blocked", by: "service-worker" };
    case "answered":
      return { result: "allowed", by: "answer" };
    case "sent":
      return { result: "allowed", by: "no-objection" };
    case undefined:
      return { result: "allowed", by: "silence" };
  }
}
