import type { SolveQuestion } from "../core/solve/types.ts";

/** Questions for the key worker, one at a time: find a reading that verifies, or open a key. */
export type KeyQuestion =
  | { readonly kind: "solve"; readonly question: SolveQuestion }
  | { readonly kind: "read"; readonly text: string; readonly passphrase: string };
