import bleichenbacher from "./scenarios/bleichenbacher.ts";
import invalidCurve from "./scenarios/invalid-curve.ts";
import parserExhaustion from "./scenarios/parser-exhaustion.ts";
import pbes2Exhaustion from "./scenarios/pbes2-exhaustion.ts";
import recoveredRsaKey from "./scenarios/recovered-rsa-key.ts";
import zipBomb from "./scenarios/zip-bomb.ts";
import type { Scenario } from "./types.ts";

/** The scenarios whose attack is real work, capped in size. They run in a worker, so their setups contain only data and keys. */
export const CAPPED: readonly Scenario[] = [
  recoveredRsaKey,
  bleichenbacher,
  invalidCurve,
  pbes2Exhaustion,
  zipBomb,
  parserExhaustion,
];
