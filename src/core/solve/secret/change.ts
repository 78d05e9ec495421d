import type { Discovery, SolveStep } from "../types.ts";

/** The result of a change, with arguments for its words. */
export type Changed = string | { readonly text: string; readonly args: Discovery["args"] };

/** One change to a secret's text in transit. If there is nothing to change, returns the text unchanged, or nothing. */
export interface Change {
  readonly step: SolveStep;
  readonly of: (text: string) => Changed | readonly Changed[];
  /** It removes something that may hide another change: other changes are tried after it. */
  readonly unwraps?: true;
}

/** A text with every character that `pattern` matches written by `spell`. */
export function respell(text: string, pattern: RegExp, spell: (character: string) => string): string {
  return text.replace(pattern, spell);
}
