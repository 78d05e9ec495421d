import { CASES } from "./lab-cases.ts";
import { isQuick, sampled } from "./rounds.ts";

/** Attacks that put thousands of questions to a service: a second of computing each time. */
const COSTLY: ReadonlySet<string> = new Set(["bleichenbacher"]);

/** The cases for tests of each attack: all of them; in a quick run a tenth of those that are not costly. */
export const TRIED = isQuick ? sampled(CASES.filter(({ scenario }) => !COSTLY.has(scenario.id))) : CASES;
