import { conclusionCell } from "./conclusion.ts";
import { signatureCell } from "./signature-cell.ts";
import { timeCell } from "./time-cell.ts";
import type { Cells, VerdictFacts } from "./types.ts";

/** The verdict's three cells, made from the findings: pure, no words, never graver or milder than what was found. */
export function verdictCells(facts: VerdictFacts): Cells {
  return { signature: signatureCell(facts), time: timeCell(facts), conclusion: conclusionCell(facts) };
}
