import { useState } from "react";
import type { Outcome } from "../../core/lab/run.ts";
import type { Forgery, Scenario, Setup } from "../../core/lab/types.ts";
import { carryOut, type WorldEdit } from "../../state/lab-attack.ts";
import { useAnswer } from "../use-answer.ts";

export interface AttackState {
  readonly setup: Setup | null;
  readonly forgery: Forgery | null;
  /** Null until the attack ran. */
  readonly outcome: Outcome | null;
  readonly running: boolean;
  /** Which run of it the outcome is of, from 1; what the reader changes in the world is not a run. */
  readonly ran: number;
  /** Why the situation could not be made or the attack not be carried out. */
  readonly problem: string | null;
  readonly run: () => void;
  readonly edit: (change: WorldEdit) => void;
}

/** What is asked for: a situation, how often the attack was run in it, and what the reader changed. */
interface Request {
  readonly key: string;
  readonly runs: number;
  readonly edits: readonly WorldEdit[];
}

interface Answer {
  readonly request: Request;
  readonly setup: Setup | null;
  readonly forgery: Forgery | null;
  readonly outcome: Outcome | null;
  readonly problem: string | null;
}

/**
 * The situation of a scenario and variant, the forgery in it, and after `run` the two verdicts. Every run begins in a
 * fresh situation, so that what an earlier one left in a store is gone; what the reader changed is changed again.
 */
export function useAttack(scenario: Scenario, variant: string): AttackState {
  const key = `${scenario.id} ${variant}`;
  const [request, setRequest] = useState<Request>({ key, runs: 0, edits: [] });
  if (request.key !== key) setRequest({ key, runs: 0, edits: [] });

  const answer = useAnswer([scenario, variant, request], () => answerTo(scenario, variant, request));

  // What belongs to another scenario or variant is not shown; within one, the last answer stays until the next one is there.
  const shown = answer?.request.key === key ? answer : null;
  return {
    setup: shown?.setup ?? null,
    forgery: shown?.forgery ?? null,
    outcome: shown?.outcome ?? null,
    running: request.runs > 0 && answer?.request !== request,
    ran: shown?.request.runs ?? 0,
    problem: shown?.problem ?? null,
    run: () => setRequest({ ...request, runs: request.runs + 1 }),
    edit: (change) => {
      const others = request.edits.filter(({ object, entry }) => object !== change.object || entry !== change.entry);
      setRequest({ ...request, edits: [...others, change] });
    },
  };
}

async function answerTo(scenario: Scenario, variant: string, request: Request): Promise<Answer> {
  try {
    const made = await carryOut(scenario, variant, { run: request.runs > 0, edits: request.edits });
    return { request, ...made, problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { request, setup: null, forgery: null, outcome: null, problem };
  }
}
