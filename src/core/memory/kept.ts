import { digestOf } from "./digest.ts";
import { onForget } from "./forget.ts";

/** A cache of answers, pending or ready. */
interface Kept<Value> {
  /**
   * The answer to a question, computed if it is not cached. Failures are not cached, since they may succeed next time.
   */
  readonly get: (question: string, make: () => Promise<Value>) => Promise<Value>;
  /** How many answers are cached, and how many bytes their questions take. */
  readonly size: () => { readonly entries: number; readonly bytes: number };
}

/**
 * An LRU cache with a limit on its answers and on the total size of their questions in bytes (two per character). It
 * holds a digest of each question instead of its text, and `forgetKept` empties it.
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
      // A Map keeps insertion order: the first entry is the least recently used.
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
