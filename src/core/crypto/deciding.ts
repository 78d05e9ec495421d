import type { JudgementReason, VerdictState } from "./types.ts";

/** What came of one key, with the state of a verdict that it makes. In the order in which several keys make one. */
const STATES = {
  verified: "verified",
  // The key could be the right one, and was not tried: nothing is known of the signature.
  "key-degenerate": "key-error",
  "import-failed": "key-error",
  "key-problem": "key-error",
  // Every key that could be the right one was tried.
  "signature-degenerate": "invalid",
  mismatch: "invalid",
  "signature-length": "invalid",
} as const satisfies Record<string, VerdictState>;

const ORDER = Object.keys(STATES);

/** What came of one key. */
export type Outcome = Extract<JudgementReason, { code: keyof typeof STATES }>;

/** The state of a verdict that an outcome makes. */
export function stateOf({ code }: Outcome): (typeof STATES)[keyof typeof STATES] {
  return STATES[code];
}

/** Whether the signature was held against the key. */
export function wasTried(outcome: Outcome): boolean {
  const state = stateOf(outcome);
  return state === "verified" || state === "invalid";
}

/**
 * The attempt that makes the verdict, whatever their order: the one that verified; else one that could not be tried, since
 * "invalid" is said only where no key is left that could verify; else the one that failed with most to say.
 */
export function deciding<T extends { readonly outcome: Outcome }>(attempts: readonly [T, ...T[]]): T {
  return attempts.reduce((best, next) => (rank(next) < rank(best) ? next : best));
}

function rank({ outcome }: { readonly outcome: Outcome }): number {
  return ORDER.indexOf(outcome.code);
}
