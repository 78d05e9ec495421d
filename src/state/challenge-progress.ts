import { createStore, type StoreApi } from "zustand/vanilla";
import type { Verdict } from "../core/lab/run.ts";
import { createKeyShop } from "../core/lab/toolkit/key-shop.ts";
import type { LabEnvironment } from "../core/lab/types.ts";
import type { Draft } from "../core/lab/workshop.ts";
import type { WatchedView } from "./held-view.ts";

/** The progress of one challenge. */
export interface ChallengeState {
  /** The token on the bench; null until it was changed. */
  readonly draft: Draft | null;
  /** How many hints were shown. */
  readonly hints: number;
  /** How many tokens were sent. */
  readonly tries: number;
  /** The verifier's last answer, and to which token. */
  readonly answer: { readonly token: string; readonly verdict: Verdict; readonly solved: boolean } | null;
  /** The number of tries and hints until it was solved; null before. */
  readonly solved: { readonly tries: number; readonly hints: number } | null;
}

interface ChallengeProgress {
  /** The class word, from which flags are computed. */
  readonly word: string;
  readonly of: ReadonlyMap<number, ChallengeState>;
}

export interface Challenges {
  readonly store: StoreApi<ChallengeProgress>;
  /** The keys and time shared by all challenges, so tokens stay valid. */
  readonly environment: LabEnvironment;
  readonly change: (number: number, change: (state: ChallengeState) => Partial<ChallengeState>) => void;
  readonly setWord: (word: string) => void;
  /** Starts over; returns a function that undoes it. */
  readonly reset: () => () => void;
}

export const NOT_BEGUN: ChallengeState = { draft: null, hints: 0, tries: 0, answer: null, solved: null };
const NOTHING: ChallengeProgress = { word: "", of: new Map() };

const all = new WeakMap<WatchedView, Challenges>();

/** The challenges of a page, only in memory. "Forget everything" clears them. */
export function challengesOf(view: WatchedView): Challenges {
  const kept = all.get(view);
  if (kept !== undefined) return kept;
  const store = createStore<ChallengeProgress>(() => NOTHING);
  let { forgotten } = view.getState();
  view.subscribe((now) => {
    if (now.forgotten === forgotten) return;
    forgotten = now.forgotten;
    store.setState(NOTHING, true);
  });
  const challenges: Challenges = {
    store,
    environment: { now: Math.floor(Date.now() / 1000), keys: createKeyShop() },
    change(number, change) {
      const { word, of } = store.getState();
      const state = of.get(number) ?? NOT_BEGUN;
      store.setState({ word, of: new Map([...of, [number, { ...state, ...change(state) }]]) }, true);
    },
    setWord: (word) => store.setState({ word }),
    reset() {
      const before = store.getState();
      store.setState(NOTHING, true);
      return () => store.setState(before, true);
    },
  };
  all.set(view, challenges);
  return challenges;
}
