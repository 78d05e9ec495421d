import { useState } from "react";
import { useStore } from "zustand";
import { answerTo, type Challenge, setUp } from "../../core/lab/challenges.ts";
import type { Setup } from "../../core/lab/types.ts";
import { build, type Built, type Draft, draftOf, withToken } from "../../core/lab/workshop.ts";
import { type Challenges, type ChallengeState, challengesOf, NOT_BEGUN } from "../../state/challenge-progress.ts";
import { useAnswer } from "../use-answer.ts";
import { useWorkbench } from "../WorkbenchContext.tsx";

/** The challenges of this page. */
export function useChallenges(): Challenges {
  return challengesOf(useWorkbench().view);
}

/** The numbers of those that are solved. */
export function useSolved(): ReadonlySet<number> {
  const of = useStore(useChallenges().store, (progress) => progress.of);
  return new Set([...of].flatMap(([number, { solved }]) => (solved === null ? [] : number)));
}

type Situation = { readonly setup: Setup } | { readonly problem: string };

/** The situation of a challenge; null while its keys are made. */
export function useSituation(challenge: Challenge): Situation | null {
  const { environment } = useChallenges();
  return useAnswer<Situation>([challenge, environment], async () => {
    if (!globalThis.crypto?.subtle)
      return { problem: "keys can only be generated in a secure context: https, localhost or a file." };
    return { setup: await setUp(challenge, environment) };
  });
}

export interface Bench {
  readonly state: ChallengeState;
  readonly draft: Draft;
  /** The draft's token, or why there is none; null while it is being made. */
  readonly built: Built | null;
  /** Stores an edit. */
  readonly put: (draft: Draft) => void;
  /** Replaces the edited token, with a way back. */
  readonly replace: (draft: Draft) => void;
  /** Replaces the token with a typed or pasted one; the previous one can be restored. */
  readonly type: (text: string) => void;
  /** Undoes the last replacement; null if something was edited since. */
  readonly takeBack: (() => void) | null;
  readonly showHint: () => void;
  /** Sends the current token. */
  readonly send: () => Promise<void>;
}

/** A challenge's bench and its actions. */
export function useBench(challenge: Challenge, setup: Setup): Bench {
  const { store, environment, change } = useChallenges();
  const { number } = challenge;
  const state = useStore(store, ({ of }) => of.get(number)) ?? NOT_BEGUN;
  const [replaced, setReplaced] = useState<Draft | null>(null);
  const honest = honestDraft(setup);
  const draft = state.draft ?? honest;
  const answer = useAnswer([draft, environment], async () => ({ draft, built: await build(draft, environment.keys) }));
  const put = (next: Draft, before: Draft | null): void => {
    setReplaced(before);
    change(number, () => ({ draft: next }));
  };
  const built = answer?.draft === draft ? answer.built : null;
  return {
    state,
    draft,
    // The previous draft's token stays until the new one is ready.
    built: built ?? answer?.built ?? null,
    put: (next) => put(next, null),
    replace: (next) => put(next, draft),
    type: (text) => put(withToken(draft, text), draft.typed === null ? draft : replaced),
    takeBack: replaced === null ? null : () => put(replaced, null),
    showHint: () => change(number, ({ hints }) => ({ hints: Math.min(hints + 1, challenge.hints.length) })),
    send: async () => {
      const sent = built ?? (await build(draft, environment.keys));
      if ("problem" in sent) return;
      const said = await answerTo(challenge, setup, sent.token);
      change(number, ({ tries, hints, solved }) => ({
        tries: tries + 1,
        answer: { token: sent.token, ...said },
        solved: solved ?? (said.solved ? { tries: tries + 1, hints } : null),
      }));
    },
  };
}

const honestDrafts = new WeakMap<Setup, Draft>();

/** The initial draft of a bench: the same one while the situation is the same. */
function honestDraft(setup: Setup): Draft {
  const draft = honestDrafts.get(setup) ?? draftOf(setup.honest);
  honestDrafts.set(setup, draft);
  return draft;
}
