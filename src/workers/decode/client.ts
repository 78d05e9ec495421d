import type { LargeDecoding } from "../../core/envelope/large.ts";
import { startWorker } from "../start-worker.ts";
import entry from "./entry.ts?worker&url";

/** Decodes a large token in a dedicated worker; an abort terminates the worker and rejects. */
export function decodeInWorker(text: string, signal: AbortSignal): Promise<LargeDecoding> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(entry);
    const end = (): void => worker.terminate();
    signal.addEventListener("abort", () => {
      end();
      reject(new DOMException("no longer wanted", "AbortError"));
    });
    worker.addEventListener("message", (event: MessageEvent<LargeDecoding>) => {
      end();
      resolve(event.data);
    });
    worker.addEventListener("error", (event) => {
      end();
      reject(new Error(event.message || "the worker could not start"));
    });
    worker.postMessage(text);
  });
}
