import { compareInWorker } from "../workers/subject-client.ts";
import type { SubjectReply } from "../workers/subject-worker.ts";
import { createKeyedTask, type KeyedTask } from "./keyed-task.ts";

export type { SubjectReply } from "../workers/subject-worker.ts";

/** The question: the subject, and the text of the known ids. */
interface SubjectQuestion {
  readonly sub: string;
  readonly ids: string;
}

/** The comparison of a subject with known ids, as a keyed task; null if the worker did not start. */
export function createSubjectTask(
  onAnswer: () => void,
  compare = compareInWorker,
): KeyedTask<SubjectQuestion, SubjectReply | null> {
  return createKeyedTask({
    key: ({ sub, ids }) => [sub, ids],
    run: ({ sub, ids }) => compare(sub, ids),
    failed: () => null,
    onAnswer,
  });
}
