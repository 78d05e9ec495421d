import { digestOf } from "./digest.ts";
import { onForget } from "./forget.ts";

/** A cache of answers that are still on their way or there. */
export interface Kept<Value> {
  /** The answer to a question, made where it is not kept. What fails is not kept, since it may succeed another time. */
  readonly get: (question: string, make: () => Promise<Value>) => Promise<Value>;
  /** How many answers are kept, and for how many bytes of questions. */
  readonly size: () => { readonly entries: number; readonly bytes: number };
}

/**
 * A cache of at most so many answers, and of answers to questions of at most so many bytes (two for each character), of
 * which those that were not asked for the longest go first. It holds a digest of each question and not its text, and is
 * emptied by `forgetKept`.
 */
export function createKept<Value>(most: { readonly entries: number; readonly bytes: number }): Kept<Value> {
  const kept = new Map<string, { readonly answer: Promise<Value>; readonly bytes: number }>();
  let held = 0;
  const drop = (name: string): void => {
    held -= kept.get(name)?.bytes ?? 0;
    kept.delete(name);
  };
  onForget(() => {
    kept.clear();
    held = 0;
  });
  return {
    get(question, make) {
      const name = digestOf(question);
      const bytes = question.length * 2;
      const answer = kept.get(name)?.answer ?? make();
      drop(name);
      kept.set(name, { answer, bytes });
      held += bytes;
      // A Map keeps the order of insertion: the first is the one that was not asked for the longest.
      for (const oldest of kept.keys()) {
        if (kept.size <= most.entries && held <= most.bytes) break;
        drop(oldest);
      }
      answer.catch(() => {
        if (kept.get(name)?.answer === answer) drop(name);
      });
      return answer;
    },
    size: () => ({ entries: kept.size, bytes: held }),
  };
}
