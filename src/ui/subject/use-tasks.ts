import { useState, useSyncExternalStore } from "react";
import type { KeyInputs } from "../../core/keys/types.ts";
import type { KeyedTask } from "../../state/keyed-task.ts";
import { createSubjectTask, type SubjectReply } from "../../state/subject-task.ts";
import { createWorkingTask, type WorkingAnswer } from "../../state/working-task.ts";

/** The comparison with the known ids; null while there is none, or it is under way. */
export function useComparison(sub: string, ids: string): SubjectReply | null {
  return useTask(createSubjectTask, ids === "" ? null : { sub, ids });
}

/** The token in a text and its verdict with these keys; null while there is none, or it is under way. */
export function useWorking(text: string, keys: KeyInputs): WorkingAnswer | null {
  return useTask(createWorkingTask, text.trim() === "" ? null : { text, keys });
}

/** The answer of a keyed task of its own to a question; null while nothing is asked, or it is under way. */
function useTask<Question, Answer>(
  create: (onAnswer: () => void) => KeyedTask<Question, Answer>,
  question: Question | null,
): Answer | null {
  const [{ task, subscribe }] = useState(() => shared(create));
  return useSyncExternalStore(
    (wake) => {
      if (question === null) task.drop();
      else task.ask(question);
      return subscribe(wake);
    },
    () => (question === null ? null : task.read(question)),
  );
}

function shared<Question, Answer>(create: (onAnswer: () => void) => KeyedTask<Question, Answer>) {
  const waiting = new Set<() => void>();
  const task = create(() => {
    for (const wake of waiting) wake();
  });
  const subscribe = (wake: () => void) => {
    waiting.add(wake);
    return () => waiting.delete(wake);
  };
  return { task, subscribe };
}
