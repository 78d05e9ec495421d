import type { Entry } from "./types.ts";

/** Typing in one field without a longer pause is one step of Undo. */
const TYPING_PAUSE_MS = 1000;

/** Marks the steps that belong together: the input events of one insertion, a run of typing in one field. */
export interface Runs {
  readonly newMark: () => string;
  /** The mark for new input in a field: the previous mark continues within an insertion, and for typing without a pause. */
  readonly mark: (field: string, entry?: Entry) => string;
  /** The next change starts a new step. */
  readonly end: () => void;
}

/** Makes the marks of one workbench; `now` in milliseconds. */
export function createRuns(now: () => number): Runs {
  let marks = 0;
  let typing: { readonly field: string; readonly mark: string; readonly at: number } | null = null;
  const newMark = (): string => `run-${(marks += 1)}`;
  return {
    newMark,
    mark(field, entry = "typed") {
      const at = entry === "typed" ? now() : Number.NEGATIVE_INFINITY;
      const goesOn = entry === "continues" || (entry === "typed" && at - (typing?.at ?? at) <= TYPING_PAUSE_MS);
      typing = { field, mark: typing?.field === field && goesOn ? typing.mark : newMark(), at };
      return typing.mark;
    },
    end: () => (typing = null),
  };
}
