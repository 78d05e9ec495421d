/**
 * Page-level Undo. A step remembers the old values of just the fields that it changed, so that undoing a paste does not
 * take away a key that was typed since.
 */
export interface Step<State> {
  readonly before: Partial<State>;
  /** Changes with the same non-null mark that follow each other are one step (the events of one paste, a run of typing). */
  readonly mark: string | null;
}

export interface History<State> {
  readonly steps: readonly Step<State>[];
}

/** At least 100 steps can be undone; more are kept than promised, and the oldest fall away. */
export const MAX_STEPS = 500;

/** The state and history after `change`, as one step. A change of nothing is no step. */
export function record<State extends object>(
  history: History<State>,
  state: State,
  change: Partial<State>,
  mark: string | null = null,
): { readonly history: History<State>; readonly state: State } {
  const before: Partial<State> = {};
  let changed = false;
  for (const field of Object.keys(change) as (keyof State)[]) {
    if (Object.is(state[field], change[field])) continue;
    before[field] = state[field];
    changed = true;
  }
  if (!changed) return { history, state };
  const last = history.steps.at(-1);
  const steps =
    mark !== null && last?.mark === mark
      ? [...history.steps.slice(0, -1), { before: { ...before, ...last.before }, mark }]
      : [...history.steps.slice(-(MAX_STEPS - 1)), { before, mark }];
  return { history: { steps }, state: { ...state, ...change } };
}

/** The state before the last step; unchanged where there is none. */
export function undo<State extends object>(
  history: History<State>,
  state: State,
): { readonly history: History<State>; readonly state: State } {
  const last = history.steps.at(-1);
  if (last === undefined) return { history, state };
  return { history: { steps: history.steps.slice(0, -1) }, state: { ...state, ...last.before } };
}
