import fc from "fast-check";
import { isQuick, rounds } from "./rounds.ts";

/**
 * Random cases are the same in each run of `npm test`, so what fails there fails again; plain vitest tries new ones. Set by
 * `scripts/test.mjs`.
 */
const seed = process.env["JOTSCOPE_SEED"];

/** fast-check's default. A law that needs another number passes its own, by `rounds`. */
const USUAL_ROUNDS = 100;

fc.configureGlobal({
  ...(seed !== undefined && { seed: Number(seed) }),
  ...(isQuick && { numRuns: rounds(USUAL_ROUNDS) }),
});
