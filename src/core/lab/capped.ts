import parserExhaustion from "./scenarios/parser-exhaustion.ts";
import recoveredRsaKey from "./scenarios/recovered-rsa-key.ts";
import type { Scenario } from "./types.ts";

/** The scenarios whose attack is real work, capped in size: they run in a worker, so their setups hold nothing but data and keys. */
export const CAPPED: readonly Scenario[] = [recoveredRsaKey, parserExhaustion];
