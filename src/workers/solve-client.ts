import type { Solution, SolveQuestion } from "../core/solve/types.ts";
import { startWorker } from "./start-worker.ts";
import url from "./solve-worker.ts?worker&url";

let idle: Worker | null = null;

/** Starts a worker before there is a question, so that a pasted key causes no request. */
export function warmSolver(): void {
  idle ??= startWorker(url);
}

/**
 * Tries the readings of a key in a worker, which is kept for the next question. An abort rejects and ends the worker, so that
 * a long search (a large set, a large token) does not hold up the next. Rejects where the worker did not start.
 */
export function solveInWorker(question: SolveQuestion, signal: AbortSignal): Promise<Solution> {
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
    const answered = ({ data }: MessageEvent<Solution>): void => {
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
