import { conclusionCell } from "./conclusion.ts";
import { signatureCell } from "./signature-cell.ts";
import { timeCell } from "./time-cell.ts";
import type { Cells, VerdictFacts } from "./types.ts";

/** The verdict's three cells, made from the findings: pure, without words, never more or less severe than the findings. */
export function verdictCells(facts: VerdictFacts): Cells {
  return { signature: signatureCell(facts), time: timeCell(facts), conclusion: conclusionCell(facts) };
}
