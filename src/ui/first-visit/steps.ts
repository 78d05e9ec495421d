import type { View } from "../../state/types.ts";

/** The steps of the first look, in order. Each is completed by an action on the page itself. */
export const STEPS = ["paste", "verify", "edit", "break", "mend"] as const;
export type Step = (typeof STEPS)[number];

/** The part of the view that shows whether a step is done. */
export interface Progress {
  readonly state: View["verdict"]["state"];
  readonly provenance: View["verdict"]["provenance"];
}

function isDone(step: Step, { state, provenance }: Progress): boolean {
  switch (step) {
    case "paste":
      return state !== "empty";
    case "verify":
    case "mend":
      return state === "verified";
    case "edit":
      return state === "verified" && provenance === "re-signed";
    case "break":
      return state === "invalid" || state === "malformed";
  }
}

/**
 * How many steps are done, given how many were. Steps complete in order, one action may complete several, and
 * completed steps stay so whatever happens to the token. While a verdict is pending, none completes.
 */
export function stepsDone(before: number, progress: Progress): number {
  let done = before;
  if (progress.state === "pending") return done;
  for (let step = STEPS[done]; step !== undefined && isDone(step, progress); step = STEPS[done]) done += 1;
  return done;
}
