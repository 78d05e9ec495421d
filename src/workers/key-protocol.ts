import type { SolveQuestion } from "../core/solve/types.ts";

/** What the worker for keys is asked, one question at a time: a search for a reading that verifies, or a key to be opened. */
export type KeyQuestion =
  | { readonly kind: "solve"; readonly question: SolveQuestion }
  | { readonly kind: "read"; readonly text: string; readonly passphrase: string };
