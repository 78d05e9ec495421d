import type { Scene } from "../core/lab/scenes.ts";
import type { Forgery } from "../core/lab/types.ts";
import type { LabAnswer, LabQuestion, LabResult } from "./lab-protocol.ts";
import url from "./lab-worker.ts?worker&url";
import { startWorker } from "./start-worker.ts";

let worker: Worker | null = null;
let count = 0;

type Asked<Run> = Omit<LabQuestion, "id" | "run"> & { readonly run: Run };

/**
 * Carries out an attack in the lab's worker, which is started on first use and kept. Rejects with the error from the
 * worker.
 */
export async function attackInWorker(question: Asked<boolean>): Promise<LabResult> {
  const answer = await ask(question);
  if ("result" in answer) return answer.result;
  throw new Error("The worker answered another question.");
}

/** Asks both verifiers about each step of a forgery made there. Rejects like `attackInWorker`. */
export async function scenesInWorker(question: Asked<Forgery>): Promise<readonly Scene[]> {
  const answer = await ask(question);
  if ("scenes" in answer) return answer.scenes;
  throw new Error("The worker answered another question.");
}

function ask(question: Omit<LabQuestion, "id">): Promise<Exclude<LabAnswer, { readonly problem: string }>> {
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
        if ("problem" in data) reject(new Error(data.problem));
        else resolve(data);
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
