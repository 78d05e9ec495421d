import type { Outcome } from "../core/lab/run.ts";
import type { Forgery, Setup } from "../core/lab/types.ts";

/** An attack to be carried out, or only prepared, in the worker. Keys are made there once and stay the same. */
export interface LabQuestion {
  readonly id: number;
  readonly scenario: string;
  readonly variant: string;
  /** NumericDate, seconds. */
  readonly now: number;
  /** Whether the verifiers are asked too. */
  readonly run: boolean;
}

export interface LabResult {
  readonly setup: Setup;
  readonly forgery: Forgery;
  /** Null where the verifiers were not asked. */
  readonly outcome: Outcome | null;
}

export type LabAnswer =
  | { readonly id: number; readonly result: LabResult }
  | { readonly id: number; readonly problem: string };
