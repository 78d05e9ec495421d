import { digestOf } from "../core/memory/digest.ts";
import { onForget } from "../core/memory/forget.ts";
import type { KeyReading } from "../core/keys/types.ts";
import { pause } from "./pause.ts";

/** Opens the encrypted keys in a text; `signal` is aborted once nobody wants them. */
export type OpenKeys = (text: string, passphrase: string, signal: AbortSignal) => Promise<KeyReading>;

interface Run {
  readonly answer: Promise<KeyReading>;
  readonly controller: AbortController;
  /** How many wait for it; null once it is answered. */
  waiting: number | null;
}

/** How many answers are kept: those of the fields now, and as they were before the last change. */
const KEPT = 6;

/** A passphrase is not tried on every keystroke. */
const TYPING_PAUSE_MS = 150;

/**
 * One run of `open` for all that ask for the same text and passphrase (what the field says, the verdict, the signature), and
 * its answer kept: a live token is judged and signed at each keystroke. A run begins when a short while went by without
 * another letter. It is abandoned once all callers have aborted, as when the passphrase changes.
 */
export function createOpener(open: OpenKeys, typingPause = TYPING_PAUSE_MS): OpenKeys {
  const runs = new Map<string, Run>();
  onForget(() => {
    for (const { controller } of runs.values()) controller.abort();
    runs.clear();
  });

  function start(name: string, text: string, passphrase: string): Run {
    const controller = new AbortController();
    const answer = pause(typingPause, controller.signal).then(() => open(text, passphrase, controller.signal));
    const run: Run = { answer, controller, waiting: 0 };
    answer.then(
      () => {
        run.waiting = null;
      },
      // A failure (a worker that did not start) may succeed next time.
      () => {
        if (runs.get(name) === run) runs.delete(name);
      },
    );
    return run;
  }

  return (text, passphrase, signal) => {
    if (signal.aborted) return Promise.reject(gone());
    const name = digestOf(`${passphrase.length} ${passphrase}${text}`);
    const run = runs.get(name) ?? start(name, text, passphrase);
    runs.delete(name);
    runs.set(name, run);
    // A Map keeps the order of insertion: the first is the one that was not asked for the longest.
    for (const [oldest, { waiting }] of runs) {
      if (runs.size <= KEPT) break;
      if (waiting === null) runs.delete(oldest);
    }
    if (run.waiting === null) return run.answer;
    run.waiting += 1;
    return new Promise((resolve, reject) => {
      run.answer.then(resolve, reject);
      signal.addEventListener(
        "abort",
        () => {
          reject(gone());
          if (run.waiting === null) return;
          run.waiting -= 1;
          if (run.waiting > 0) return;
          if (runs.get(name) === run) runs.delete(name);
          run.controller.abort();
        },
        { once: true },
      );
    });
  };
}

function gone(): DOMException {
  return new DOMException("no longer wanted", "AbortError");
}
