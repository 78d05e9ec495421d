import type { StrengthQuestion, StrengthVerdict } from "../core/crack/strength-types.ts";
import { onForget } from "../core/memory/forget.ts";
import { startWorker } from "./start-worker.ts";
import url from "./strength-worker.ts?worker&url";

let worker: Worker | undefined;
const open: { resolve: (verdict: StrengthVerdict) => void; reject: (reason: Error) => void }[] = [];

/**
 * Judges a secret in a dedicated worker, which is kept: the dictionaries take a tenth of a second to load, and each
 * judgement some milliseconds. Answers come in the order of the questions. Rejects if the worker did not start.
 */
export function askStrength(question: StrengthQuestion): Promise<StrengthVerdict> {
  worker ??= start();
  const to = worker;
  return new Promise((resolve, reject) => {
    open.push({ resolve, reject });
    to.postMessage(question);
  });
}

// Start another one, so that the next typed secret does not cause a request either.
onForget(() => {
  if (worker === undefined) return;
  worker.terminate();
  for (const { reject } of open.splice(0)) reject(new Error("No longer wanted."));
  worker = start();
});

/** Starts the worker before there is a question, so that a typed secret causes no request. */
export function warmStrength(): void {
  worker ??= start();
}

function start(): Worker {
  const started = startWorker(url);
  started.addEventListener("message", ({ data }: MessageEvent<StrengthVerdict>) => open.shift()?.resolve(data));
  started.addEventListener("error", (event) => {
    event.preventDefault();
    started.terminate();
    worker = undefined;
    for (const { reject } of open.splice(0)) reject(new Error(event.message || "The worker did not start."));
  });
  return started;
}
