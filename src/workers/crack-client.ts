import type { SearchWorker } from "../core/crack/search.ts";
import type { HmacTarget } from "../core/crack/types.ts";
import type { CrackReply, CrackRequest } from "./crack-protocol.ts";
import url from "./crack-worker.ts?worker&url";
import { startWorker } from "./start-worker.ts";

/** A search worker, with its page-side interface. */
export interface CrackWorker extends SearchWorker {
  /** The engine in use. Rejects if the worker did not start. */
  readonly engine: Promise<"wasm" | "plain">;
  readonly passwords: () => Promise<Uint8Array<ArrayBuffer>>;
}

let compiled: Promise<WebAssembly.Module | null> | undefined;

/** The engine's module, compiled once; null if the browser lacks WebAssembly SIMD, or a policy forbids it. */
export function engineModule(): Promise<WebAssembly.Module | null> {
  compiled ??= import("../../assembly/hmac.ts?assembly")
    .then(({ default: base64 }) =>
      WebAssembly.compile(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))),
    )
    .catch(() => null);
  return compiled;
}

/** Starts one worker for a target. */
export function startCrackWorker(module: WebAssembly.Module | null, target: HmacTarget, thisYear: number): CrackWorker {
  const worker = startWorker(url);
  const open: { resolve: (reply: CrackReply) => void; reject: (reason: Error) => void }[] = [];
  worker.addEventListener("message", ({ data }: MessageEvent<CrackReply>) => open.shift()?.resolve(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    for (const { reject } of open.splice(0)) reject(new Error(event.message || "The worker did not start."));
  });
  const ask = <Type extends CrackReply["type"]>(request: CrackRequest, type: Type) =>
    new Promise<Extract<CrackReply, { type: Type }>>((resolve, reject) => {
      open.push({
        resolve: (reply) => {
          if (reply.type === type) resolve(reply as Extract<CrackReply, { type: Type }>);
          else reject(new Error(`A worker answered ${reply.type} to ${request.type}.`));
        },
        reject,
      });
      worker.postMessage(request);
    });
  const engine = ask({ type: "start", module, target, thisYear }, "started").then((reply) => reply.engine);
  // Not awaiting it is not an error.
  engine.catch(() => {});
  return {
    engine,
    run: async (unit) => (await ask({ type: "run", unit }, "done")).result,
    passwords: async () => (await ask({ type: "passwords" }, "passwords")).bytes,
    terminate: () => worker.terminate(),
  };
}
