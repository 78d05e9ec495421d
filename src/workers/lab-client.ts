import type { LabAnswer, LabQuestion, LabResult } from "./lab-protocol.ts";
import url from "./lab-worker.ts?worker&url";
import { startWorker } from "./start-worker.ts";

let worker: Worker | null = null;
let count = 0;

/** Has an attack carried out in the lab's worker, which is started with the first one and kept. Rejects with what went wrong there. */
export function attackInWorker(question: Omit<LabQuestion, "id">): Promise<LabResult> {
  worker ??= startWorker(url);
  const port = worker;
  count += 1;
  const id = count;
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    port.addEventListener(
      "message",
      ({ data }: MessageEvent<LabAnswer>) => {
        if (data.id !== id) return;
        done.abort();
        if ("result" in data) resolve(data.result);
        else reject(new Error(data.problem));
      },
      { signal: done.signal },
    );
    port.addEventListener(
      "error",
      (event) => {
        event.preventDefault();
        done.abort();
        worker = null;
        reject(new Error(event.message || "The worker did not start."));
      },
      { signal: done.signal },
    );
    port.postMessage({ id, ...question });
  });
}
