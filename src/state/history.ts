import { isSame } from "../core/same.ts";

/**
 * Page-level Undo. A step remembers only the old values of the fields it changed, so undoing a paste does not remove a
 * key typed since. Fields changed outside steps must not be in any of them: see `isInSteps`.
 */
interface Step<State> {
  readonly before: Partial<State>;
  /** Changes with the same non-null mark that follow each other are one step (the events of one paste, a run of typing). */
  readonly mark: string | null;
}

export interface History<State> {
  readonly steps: readonly Step<State>[];
}

/** At least 100 steps can be undone; more are kept, and the oldest are dropped. */
const MAX_STEPS = 500;

/**
 * The state and history after `change`, as one step. An empty change is not a step, and a step that later changes
 * cancel out is removed.
 */
export function record<State extends object>(
  history: History<State>,
  state: State,
  change: Partial<State>,
  mark: string | null = null,
): { readonly history: History<State>; readonly state: State } {
  const last = history.steps.at(-1);
  const goesOn = mark !== null && last?.mark === mark;
  const before: Partial<State> = goesOn ? { ...last.before } : {};
  const changed: Partial<State> = {};
  for (const field of Object.keys(change) as (keyof State)[]) {
    if (isSame(state[field], change[field])) continue;
    changed[field] = change[field];
    if (!(field in before)) before[field] = state[field];
    else if (isSame(before[field], change[field])) delete before[field];
  }
  if (Object.keys(changed).length === 0) return { history, state };
  const earlier = history.steps.slice(goesOn ? 0 : -(MAX_STEPS - 1), goesOn ? -1 : undefined);
  const steps = Object.keys(before).length === 0 ? earlier : [...earlier, { before, mark }];
  return { history: { steps }, state: { ...state, ...changed } };
}

/** Whether undoing any step would overwrite one of the fields. */
export function isInSteps<State extends object>({ steps }: History<State>, fields: Partial<State>): boolean {
  return steps.some(({ before }) => Object.keys(fields).some((field) => field in before));
}

/** The state before the last step; unchanged if there is none. */
export function undo<State extends object>(
  history: History<State>,
  state: State,
): { readonly history: History<State>; readonly state: State } {
  const last = history.steps.at(-1);
  if (last === undefined) return { history, state };
  return { history: { steps: history.steps.slice(0, -1) }, state: { ...state, ...last.before } };
}
