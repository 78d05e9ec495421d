import { digestOf } from "../core/memory/digest.ts";
import { onForget } from "../core/memory/forget.ts";
import type { KeyReading } from "../core/keys/types.ts";
import { pause } from "./pause.ts";

/** Decrypts the encrypted keys in a text; `signal` is aborted once nobody needs them. */
export type OpenKeys = (text: string, passphrase: string, signal: AbortSignal) => Promise<KeyReading>;

interface Run {
  readonly answer: Promise<KeyReading>;
  readonly controller: AbortController;
  /** How many wait for it; null once it is answered. */
  waiting: number | null;
}

/** How many answers are kept: those for the fields' current texts, and for those before the last change. */
const KEPT = 6;

/** A passphrase is not tried on every keystroke. */
const TYPING_PAUSE_MS = 150;

/**
 * Runs `open` once for all callers with the same text and passphrase (field, verdict, signature), and keeps the
 * answer, since a token is verified and signed at each keystroke. A run starts after a short pause in typing. It is
 * abandoned once all callers have aborted, for example because the passphrase changed.
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
    // A Map keeps insertion order: the first entry is the least recently used.
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
