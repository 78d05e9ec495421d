import type { CollectReply, CollectRequest } from "./collect-protocol.ts";
import url from "./collect-worker.ts?worker&url";
import { startWorker } from "./start-worker.ts";

/** A worker that reads files. */
export interface CollectWorker {
  readonly ask: (request: CollectRequest) => void;
  readonly terminate: () => void;
}

/** Starts a worker that reads files and remembers their content. Calls `failed` if it does not start, or breaks. */
export function startCollectWorker(heard: (reply: CollectReply) => void, failed: () => void): CollectWorker {
  const worker = startWorker(url);
  worker.addEventListener("message", ({ data }: MessageEvent<CollectReply>) => heard(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    worker.terminate();
    failed();
  });
  return { ask: (request) => worker.postMessage(request), terminate: () => worker.terminate() };
}
