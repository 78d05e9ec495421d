import { readCompact } from "./toolkit/compact.ts";

/** Facts for the lines under a verdict. */
export type TraceLine = readonly [term: string, text: string];

/** The algorithm that the token asks for, and that a verifier used. */
export function algUsed(token: string): TraceLine {
  return ["alg it used", `${String(readCompact(token).header["alg"])}, as the token says`];
}

/** The algorithms that a verifier allows. */
export function allows(...algorithms: readonly string[]): TraceLine {
  return ["it allows", algorithms.join(", ")];
}
