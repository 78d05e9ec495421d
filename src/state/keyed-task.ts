/**
 * Asynchronous derivation without stale answers.
 *
 * A question's exact inputs are its key. Two guards are needed:
 * - the write guard: an answer is stored only if its question is still the one wanted;
 * - the read guard: an answer is shown only to the question that it answers.
 * With only the read guard, inputs A → B → A would stay pending forever once B's late answer had replaced A's.
 */
export interface KeyedTask<Question, Answer> {
  /** Makes `question` the wanted one. Runs it unless its answer is already there or under way; aborts any other run. */
  readonly ask: (question: Question) => void;
  /** Cancels the question; a running computation is aborted, the last answer stays readable. */
  readonly drop: () => void;
  /** The answer to exactly this question, or null while there is none. */
  readonly read: (question: Question) => Answer | null;
  /** The last stored answer, whatever its question: for visual continuity, never for a verdict. */
  readonly latest: () => Answer | null;
}

interface KeyedTaskOptions<Question, Answer> {
  /** The parts that identify a question; compared one by one with `Object.is`. */
  readonly key: (question: Question) => readonly unknown[];
  /** Answers a question. `signal` is aborted once the question is no longer wanted. */
  readonly run: (question: Question, signal: AbortSignal) => Promise<Answer>;
  /** The answer of a run that threw (a bug), so nothing stays pending. */
  readonly failed: (error: unknown, question: Question) => Answer;
  /** Called after an answer was stored. */
  readonly onAnswer: () => void;
}

export function createKeyedTask<Question, Answer>(
  options: KeyedTaskOptions<Question, Answer>,
): KeyedTask<Question, Answer> {
  let wanted: { readonly key: readonly unknown[]; readonly controller: AbortController } | null = null;
  let stored: { readonly key: readonly unknown[]; readonly answer: Answer } | null = null;

  const drop = (): void => {
    wanted?.controller.abort();
    wanted = null;
  };

  return {
    ask(question) {
      const key = options.key(question);
      if (wanted !== null && sameKey(wanted.key, key)) return;
      wanted?.controller.abort();
      const run = { key, controller: new AbortController() };
      wanted = run;
      if (stored !== null && sameKey(stored.key, key)) return;
      const store = (answer: Answer): void => {
        if (wanted !== run) return;
        stored = { key, answer };
        options.onAnswer();
      };
      options.run(question, run.controller.signal).then(store, (error: unknown) => {
        store(options.failed(error, question));
      });
    },
    drop,
    read(question) {
      return stored !== null && sameKey(stored.key, options.key(question)) ? stored.answer : null;
    },
    latest: () => stored?.answer ?? null,
  };
}

function sameKey(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => Object.is(part, b[index]));
}
