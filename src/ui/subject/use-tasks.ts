import type { KeyInputs } from "../../core/keys/types.ts";
import { createSubjectTask, type SubjectReply } from "../../state/subject-task.ts";
import { createWorkingTask, type WorkingAnswer } from "../../state/working-task.ts";
import { useTask } from "../use-task.ts";

/** The comparison with the known ids; null if there is none, or it is running. */
export function useComparison(sub: string, ids: string): SubjectReply | null {
  return useTask(createSubjectTask, ids === "" ? null : { sub, ids });
}

/** The token in a text and its verdict with these keys; null if there is none, or it is running. */
export function useWorking(text: string, keys: KeyInputs): WorkingAnswer | null {
  return useTask(createWorkingTask, text.trim() === "" ? null : { text, keys });
}
