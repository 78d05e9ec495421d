import { useEffect, useState } from "react";
import type { Trial } from "../../core/crypto/try-keys.ts";
import { createKeyTrials, type TrialQuestion } from "../../state/key-trials.ts";

/** The trials of exactly these keys with exactly this token; null while they are running, or if there is nothing to try. */
export function useKeyTrials(question: TrialQuestion | null): readonly Trial[] | null {
  const [, redraw] = useState(0);
  const [task] = useState(() => createKeyTrials(() => redraw((drawn) => drawn + 1)));
  useEffect(() => {
    if (question === null) task.drop();
    else task.ask(question);
  });
  useEffect(() => task.drop, [task]);
  return question && task.read(question);
}
