import type { ProbeReply, ProbeRequest } from "./probe-protocol.ts";
import url from "./probe-worker.ts?worker&url";
import { startWorker } from "./start-worker.ts";

/** Fetches an address in a worker that is started like all workers of the page. Rejects if the worker did not start. */
export async function fetchInWorker(address: string): Promise<ProbeReply> {
  const worker = startWorker(url);
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<ProbeReply>) => resolve(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(new Error(event.message || "The worker did not start."));
      });
      const request: ProbeRequest = { url: address };
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
