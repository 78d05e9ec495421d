import { onForget } from "../core/memory/forget.ts";
import { startWorker } from "./start-worker.ts";
import type { SubjectReply, SubjectRequest } from "./subject-worker.ts";
import url from "./subject-worker.ts?worker&url";

let worker: Worker | null = null;
let sent: string | null = null;
const open: { readonly resolve: (reply: SubjectReply) => void; readonly reject: (reason: Error) => void }[] = [];

onForget(() => {
  worker?.terminate();
  worker = null;
  sent = null;
  for (const { reject } of open.splice(0)) reject(new Error("No longer wanted."));
});

/**
 * Compares a subject with known ids in a worker that keeps the list, so that a hundred thousand ids do not block the
 * page. Answers come in the order of the questions. Rejects if the worker did not start.
 */
export function compareInWorker(sub: string, text: string): Promise<SubjectReply> {
  worker ??= start();
  const request: SubjectRequest = { sub, text: text === sent ? null : text };
  sent = text;
  const to = worker;
  return new Promise((resolve, reject) => {
    open.push({ resolve, reject });
    to.postMessage(request);
  });
}

function start(): Worker {
  const started = startWorker(url);
  started.addEventListener("message", ({ data }: MessageEvent<SubjectReply>) => open.shift()?.resolve(data));
  started.addEventListener("error", (event) => {
    event.preventDefault();
    started.terminate();
    worker = null;
    sent = null;
    for (const { reject } of open.splice(0)) reject(new Error(event.message || "The worker did not start."));
  });
  return started;
}
