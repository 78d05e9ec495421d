import { useEffect, useState } from "react";
import type { Flags } from "../../core/lab/free/flags.ts";
import { type FreeSigner, signFreely } from "../../core/lab/free/sign.ts";
import { type FreeVerdict, verifyFreely } from "../../core/lab/free/verifier.ts";
import type { Forgery, Setup } from "../../core/lab/types.ts";

/** What the free mode's verifier is asked: the two texts, how they are signed, and its flags. */
export interface FreeQuestion {
  readonly header: string;
  readonly payload: string;
  /** Null: the attack's own token, as long as the texts are the attack's. */
  readonly signer: FreeSigner | null;
  readonly flags: Flags;
}

export interface FreeAnswer {
  readonly token: string;
  readonly verdict: FreeVerdict;
}

/** The token and the verdict for the question as it stands; null until the first answer. An older answer never wins. */
export function useFreeVerdict(setup: Setup, attack: Forgery, question: FreeQuestion): FreeAnswer | null {
  const [answer, setAnswer] = useState<FreeAnswer | null>(null);
  const { header, payload, signer, flags } = question;
  useEffect(() => {
    let isWanted = true;
    const judge = async (): Promise<void> => {
      const token = signer ? await signFreely(header, payload, signer) : attack.token;
      const seen = new Set<string>();
      for (const earlier of attack.before ?? []) await verifyFreely(earlier, flags, setup.bench, seen);
      const verdict = await verifyFreely(token, flags, setup.bench, seen);
      if (isWanted) setAnswer({ token, verdict });
    };
    void judge();
    return () => {
      isWanted = false;
    };
  }, [setup, attack, header, payload, signer, flags]);
  return answer;
}
