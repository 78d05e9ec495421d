import type { JudgementReason, VerdictState } from "./types.ts";

/** The outcome of one key, with the verdict's state. In the order in which several keys decide. */
const STATES = {
  verified: "verified",
  // The key could be the right one but was not tried: nothing is known about the signature.
  "key-degenerate": "key-error",
  "import-failed": "key-error",
  "key-problem": "key-error",
  // Every key that could be the right one was tried.
  "signature-degenerate": "invalid",
  mismatch: "invalid",
  "signature-length": "invalid",
} as const satisfies Record<string, VerdictState>;

const ORDER = Object.keys(STATES);

/** The outcome of one key. */
export type Outcome = Extract<JudgementReason, { code: keyof typeof STATES }>;

/** The state of the verdict for an outcome. */
export function stateOf({ code }: Outcome): (typeof STATES)[keyof typeof STATES] {
  return STATES[code];
}

/** Whether the signature was checked with the key. */
export function wasTried(outcome: Outcome): boolean {
  const state = stateOf(outcome);
  return state === "verified" || state === "invalid";
}

/**
 * The attempt that decides the verdict, whatever their order: one that verified; otherwise one that could not be tried,
 * since "invalid" requires that no candidate is left; otherwise the most informative failure.
 */
export function deciding<T extends { readonly outcome: Outcome }>(attempts: readonly [T, ...T[]]): T {
  return attempts.reduce((best, next) => (rank(next) < rank(best) ? next : best));
}

function rank({ outcome }: { readonly outcome: Outcome }): number {
  return ORDER.indexOf(outcome.code);
}
