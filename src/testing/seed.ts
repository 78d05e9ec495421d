import fc from "fast-check";

/**
 * Random cases are the same in each run of `npm test`, so what fails there fails again; plain vitest tries new ones. Set by
 * `scripts/test.mjs`.
 */
const seed = process.env["JOTSCOPE_SEED"];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
