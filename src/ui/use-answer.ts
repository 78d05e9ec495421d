import { useEffect, useState } from "react";
import { createKeyedTask } from "../state/keyed-task.ts";

/**
 * The answer to the question that the parts of `key` identify; until it arrives the previous one stays, null at
 * first. An older answer never replaces a newer one. `make` receives a signal that is aborted once nobody waits for
 * the answer. A rejection (a bug) is reported, and gives null.
 */
export function useAnswer<Answer>(
  key: readonly unknown[],
  make: (signal: AbortSignal) => Promise<Answer>,
): Answer | null {
  const [, redraw] = useState(0);
  const [task] = useState(() =>
    createKeyedTask<{ readonly key: readonly unknown[]; readonly make: typeof make }, Answer | null>({
      key: (question) => question.key,
      run: (question, signal) => question.make(signal),
      failed: (error) => {
        const isGivenUp = error instanceof DOMException && error.name === "AbortError";
        if (!isGivenUp) globalThis.reportError(error);
        return null;
      },
      onAnswer: () => redraw((drawn) => drawn + 1),
    }),
  );
  useEffect(() => task.ask({ key, make }));
  useEffect(() => task.drop, [task]);
  return task.latest();
}
