import type { Bench } from "./bench.ts";
import { type FlagName, type Flags, HARDENED, loosenedIn } from "./flags.ts";
import { type FreeVerdict, verifyFreely } from "./verifier.ts";

/** A token, and those that the verifier saw before it. */
interface Presented {
  readonly token: string;
  readonly before: readonly string[];
}

/**
 * What decided a verdict:
 * - `refused`: the check that the token failed;
 * - `let-through`: each of these loosened checks would refuse it if it alone were hardened;
 * - `together`: hardening one of the loosened checks is not enough; with all of them hardened this one refuses first;
 * - `passed`: it would be accepted with every check hardened.
 */
export interface Decision {
  readonly kind: "refused" | "let-through" | "together" | "passed";
  readonly flags: readonly FlagName[];
}

/** Verifies a token after the ones before it, each time with a fresh memory. Never throws. */
export async function judgeFreely({ token, before }: Presented, flags: Flags, bench: Bench): Promise<FreeVerdict> {
  const seen = new Set<string>();
  for (const earlier of before) await verifyFreely(earlier, flags, bench, seen);
  return verifyFreely(token, flags, bench, seen);
}

/** Finds what decided these flags' `verdict` by hardening the loosened checks one at a time. */
export async function decisionOf(
  presented: Presented,
  flags: Flags,
  bench: Bench,
  verdict: FreeVerdict,
): Promise<Decision> {
  if (verdict.verdict === "rejected") return { kind: "refused", flags: failedIn(verdict) };
  const deciding: FlagName[] = [];
  for (const name of loosenedIn(flags)) {
    const { verdict: said } = await judgeFreely(presented, { ...flags, [name]: HARDENED[name] }, bench);
    if (said === "rejected") deciding.push(name);
  }
  if (deciding.length > 0) return { kind: "let-through", flags: deciding };
  const hardened = await judgeFreely(presented, HARDENED, bench);
  return hardened.verdict === "rejected"
    ? { kind: "together", flags: failedIn(hardened) }
    : { kind: "passed", flags: [] };
}

function failedIn({ checks }: FreeVerdict): readonly FlagName[] {
  return checks.flatMap(({ flag, passed }) => (passed ? [] : [flag]));
}
