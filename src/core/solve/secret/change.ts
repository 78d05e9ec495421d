import type { Discovery, SolveStep } from "../types.ts";

/** A text that a change comes to, with what its words need alongside it. */
export type Changed = string | { readonly text: string; readonly args: Discovery["args"] };

/** One thing that happens to a secret's text on its way. A change that has nothing to change gives the text as it was, or none. */
export interface Change {
  readonly step: SolveStep;
  readonly of: (text: string) => Changed | readonly Changed[];
  /** It takes something away that may hide what else was done: other changes are tried after it. */
  readonly unwraps?: true;
}

/** A text with every character that `pattern` matches written by `spell`. */
export function respell(text: string, pattern: RegExp, spell: (character: string) => string): string {
  return text.replace(pattern, spell);
}
