import { messageOf } from "../../core/crypto/thrown.ts";
import { useState } from "react";
import type { Outcome } from "../../core/lab/run.ts";
import { otherThan, type Scene } from "../../core/lab/scenes.ts";
import type { Forgery, Scenario, Setup } from "../../core/lab/types.ts";
import { carryOut, judgeScenes, type WorldEdit } from "../../state/lab-attack.ts";
import { useAnswer } from "../use-answer.ts";

export interface AttackState {
  readonly setup: Setup | null;
  readonly forgery: Forgery | null;
  /** Both verdicts on each step's token; null until the verifiers were asked (`ask`, `run`) and have answered. */
  readonly scenes: readonly Scene[] | null;
  /** The same without waiting for a request, for printing: available as soon as it is known. */
  readonly known: readonly Scene[] | null;
  /** Whether they were asked. */
  readonly isAsked: boolean;
  readonly running: boolean;
  /** The run that the answer belongs to, from 1; changes to the world are not runs. */
  readonly ran: number;
  /** Why the situation or the attack failed. */
  readonly problem: string | null;
  /** Asks both verifiers about the current tokens. */
  readonly ask: () => void;
  /** Runs the attack again in a fresh situation. */
  readonly run: () => void;
  readonly edit: (change: WorldEdit) => void;
}

/** The request: a situation, how often the attack was run, and the user's changes. */
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
 * The situation of a scenario and variant at `at` (NumericDate, seconds; null: whenever it is made), the forgery in it, and once
 * they are asked the verdicts on each step. Every run begins in a fresh situation, without leftovers of earlier runs;
 * the reader's changes are applied again.
 */
export function useAttack(scenario: Scenario, variant: string, at: number | null): AttackState {
  const key = `${scenario.id} ${variant}`;
  const [request, setRequest] = useState<Request>({ key, runs: 0, edits: [] });
  const [askedFor, setAskedFor] = useState<string | null>(null);
  if (request.key !== key) setRequest({ key, runs: 0, edits: [] });
  const isAsked = askedFor === key || request.runs > 0;

  const answer = useAnswer([scenario, variant, request, at], () => answerTo(scenario, variant, request, at));
  const judged = useAnswer([scenario, answer, isAsked], async () => {
    // Cheap attacks run in advance, so a step answers at once.
    const isWork = scenario.isCapped || scenario.asks === true;
    if ((isWork && !isAsked) || !answer?.setup || !answer.forgery || answer.request.key !== key) return null;
    const scenes = await judgeScenes(scenario, answer.setup, answer.forgery, answer.request.edits);
    return { answer, scenes };
  });

  // Answers for another scenario or variant are not shown; within one, the last answer stays until the next arrives.
  const shown = answer?.request.key === key ? answer : null;
  const known = shown !== null && judged?.answer === shown ? withOutcome(judged.scenes, shown.outcome) : null;
  return {
    setup: shown?.setup ?? null,
    forgery: shown?.forgery ?? null,
    scenes: isAsked ? known : null,
    known,
    isAsked,
    running: request.runs > 0 && answer?.request !== request,
    ran: shown?.request.runs ?? 0,
    problem: shown?.problem ?? null,
    ask: () => setAskedFor(key),
    run: () => setRequest({ ...request, runs: request.runs + 1 }),
    edit: (change) => {
      const others = request.edits.filter(({ object, entry }) => object !== change.object || entry !== change.entry);
      setRequest({ ...request, edits: [...others, change] });
    },
  };
}

/** The scenes; the last one as run in the world that the page shows. */
function withOutcome(scenes: readonly Scene[], outcome: Outcome | null): readonly Scene[] {
  if (outcome === null) return scenes;
  const { naive, hardened, presented } = outcome;
  return [...scenes.slice(0, -1), { naive, hardened, presented: otherThan(outcome.forgery, { token: presented }) }];
}

async function answerTo(scenario: Scenario, variant: string, request: Request, at: number | null): Promise<Answer> {
  try {
    const made = await carryOut(scenario, variant, { run: request.runs > 0, edits: request.edits, at });
    return { request, ...made, problem: null };
  } catch (error) {
    const problem = messageOf(error);
    return { request, setup: null, forgery: null, outcome: null, problem };
  }
}
