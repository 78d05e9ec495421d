import { onForget } from "../../../core/memory/forget.ts";
import { newVisit } from "../../../core/twin/twin.ts";
import type { TwinVisit } from "../../../core/twin/types.ts";

let visit: TwinVisit | null = null;

// The replacements are cleared with the inputs.
onForget(() => {
  visit = null;
});

/** The replacements of this visit, so a value has the same one in every twin; Clear all discards them. */
export function twinVisit(): TwinVisit {
  visit ??= newVisit();
  return visit;
}
