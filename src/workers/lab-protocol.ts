import type { Outcome } from "../core/lab/run.ts";
import type { Scene } from "../core/lab/scenes.ts";
import type { Forgery, Setup } from "../core/lab/types.ts";

/** The worker's requests: carry out or only prepare an attack, or ask the verifiers about each step. */
export interface LabQuestion {
  readonly id: number;
  readonly scenario: string;
  readonly variant: string;
  /** NumericDate, seconds. The worker creates its keys once and keeps them. */
  readonly now: number;
  /** Whether to ask the verifiers, too; or the forgery to ask them about, step by step. */
  readonly run: boolean | Forgery;
}

export interface LabResult {
  readonly setup: Setup;
  readonly forgery: Forgery;
  /** Null if the verifiers were not asked. */
  readonly outcome: Outcome | null;
}

export type LabAnswer =
  | { readonly id: number; readonly result: LabResult }
  | { readonly id: number; readonly scenes: readonly Scene[] }
  | { readonly id: number; readonly problem: string };
