import { onForget } from "../../../core/memory/forget.ts";
import { newVisit } from "../../../core/twin/twin.ts";
import type { TwinVisit } from "../../../core/twin/types.ts";

let visit: TwinVisit | null = null;

// The replacements go with the inputs.
onForget(() => {
  visit = null;
});

/** The replacements of this visit, so the same value has the same one in every twin that is made; gone with Clear all. */
export function twinVisit(): TwinVisit {
  visit ??= newVisit();
  return visit;
}
