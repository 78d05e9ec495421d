import { type Decision, decisionOf, judgeFreely } from "../../core/lab/free/decision.ts";
import type { Flags } from "../../core/lab/free/flags.ts";
import { type FreeSigner, signFreely } from "../../core/lab/free/sign.ts";
import type { FreeVerdict } from "../../core/lab/free/verifier.ts";
import type { Forgery, Setup } from "../../core/lab/types.ts";
import { useAnswer } from "../use-answer.ts";

/** The free mode's input: the two texts, how they are signed, and the flags. */
interface FreeQuestion {
  readonly header: string;
  readonly payload: string;
  /** Null: the attack's own token, while the texts are unchanged. */
  readonly signer: FreeSigner | null;
  readonly flags: Flags;
}

interface FreeAnswer {
  readonly token: string;
  readonly verdict: FreeVerdict;
  readonly decision: Decision;
}

/** The token and the verdict for the current input; null until the first answer. An older answer never replaces a newer one. */
export function useFreeVerdict(setup: Setup, attack: Forgery, question: FreeQuestion): FreeAnswer | null {
  const { header, payload, signer, flags } = question;
  return useAnswer([setup, attack, header, payload, signer, flags], async () => {
    const token = signer ? await signFreely(header, payload, signer) : attack.token;
    const presented = { token, before: attack.before ?? [] };
    const verdict = await judgeFreely(presented, flags, setup.bench);
    return { token, verdict, decision: await decisionOf(presented, flags, setup.bench, verdict) };
  });
}
