import { useState, useSyncExternalStore } from "react";
import type { KeyedTask } from "../state/keyed-task.ts";

/** The answer of its own keyed task to a question; null without a question, or while it is running. */
export function useTask<Question, Answer>(
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
