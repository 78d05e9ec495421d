import type { Arrival } from "../core/rules/types.ts";
import type { Arrived, BaseIs, Inputs } from "./types.ts";

/** What can still be said about the last arrival: it counts only while the token pane shows its text. */
export function arrivedOf(
  { base, pasted, arrival, found, made }: Pick<Inputs, "base" | "pasted" | "arrival" | "found" | "made">,
  shown: string,
): Arrived {
  const stands = base === pasted && shown === pasted;
  return {
    base: baseIs(base, pasted, arrival, made),
    arrival: stands ? arrival : null,
    found: stands ? found : [],
  };
}

function baseIs(base: string, pasted: string, arrival: Arrival | null, made: boolean): BaseIs {
  if (base === "") return "empty";
  if (base !== pasted) return pasted === "" ? "typed" : "changed";
  if (made) return "made";
  if (arrival?.fromAddress !== undefined) return "from-link";
  return arrival === null || arrival.removals.length === 0 ? "pasted" : "found-in-paste";
}
