import { onForget } from "../core/memory/forget.ts";
import type { KeyReading } from "../core/keys/types.ts";
import type { Solution, SolveQuestion } from "../core/solve/types.ts";
// The words for results are in the same file, so they cause no extra request.
import "../core/rules/solve/found-words.ts";
import type { KeyQuestion } from "./key-protocol.ts";
import { startWorker } from "./start-worker.ts";
import url from "./key-worker.ts?worker&url";

let idle: Worker | null = null;

// Start another one, so that the next pasted key does not cause a request either.
onForget(() => {
  if (idle === null) return;
  idle.terminate();
  idle = startWorker(url);
});

/** Starts a worker before there is a question, so that a pasted key causes no request. */
export function warmKeyWorker(): void {
  idle ??= startWorker(url);
}

/** Tries the readings of a key in a worker. Rejects on abort, or if the worker did not start. */
export function solveInWorker(question: SolveQuestion, signal: AbortSignal): Promise<Solution> {
  return ask<Solution>({ kind: "solve", question }, signal);
}

/**
 * Like `readKeys`, but in a worker: decrypting with a passphrase is slow by design. Rejects on abort, which also ends
 * the derivation, or if the worker did not start.
 */
export function readKeysInWorker(text: string, passphrase: string, signal: AbortSignal): Promise<KeyReading> {
  return ask<KeyReading>({ kind: "read", text, passphrase }, signal);
}

/**
 * Asks a worker that is kept for the next question. An abort terminates it, so a long run (a large set, a large token,
 * a passphrase) does not delay the next.
 */
function ask<Answer>(question: KeyQuestion, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) return Promise.reject(new DOMException("no longer wanted", "AbortError"));
  const worker = idle ?? startWorker(url);
  idle = null;
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const fail = (reason: Error): void => {
      done.abort();
      worker.terminate();
      reject(reason);
    };
    const listen = { signal: done.signal };
    const answered = ({ data }: MessageEvent<Answer>): void => {
      done.abort();
      idle?.terminate();
      idle = worker;
      resolve(data);
    };
    worker.addEventListener("message", answered, listen);
    worker.addEventListener(
      "error",
      (event) => {
        event.preventDefault();
        fail(new Error(event.message || "The worker did not start."));
      },
      listen,
    );
    signal.addEventListener("abort", () => fail(new DOMException("no longer wanted", "AbortError")), listen);
    worker.postMessage(question);
  });
}
