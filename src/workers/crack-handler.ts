import { createPlainEngine } from "../core/crack/plain-engine.ts";
import type { HmacEngine, HmacTarget } from "../core/crack/types.ts";
import { createWasmEngine } from "../core/crack/wasm-engine.ts";
import { createSearcher } from "../core/crack/work.ts";
import type { CrackReply, CrackRequest } from "./crack-protocol.ts";

/**
 * A worker's side of a search, without the worker: takes requests, returns replies in order. `clock` is in
 * milliseconds. Rejects if a unit comes before `start`.
 */
export function createCrackHandler(clock: () => number): (request: CrackRequest) => Promise<CrackReply> {
  let searcher: ReturnType<typeof createSearcher> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const answer = async (request: CrackRequest): Promise<CrackReply> => {
    switch (request.type) {
      case "start": {
        const engine = await createEngine(request.module, request.target);
        searcher = createSearcher(engine, request.target.algorithm, request.thisYear, clock);
        return { type: "started", engine: engine.kind };
      }
      case "run":
        if (!searcher) throw new Error("A unit came before the search was started.");
        return { type: "done", result: searcher.run(request.unit) };
      case "passwords": {
        const { passwordList } = await import("../core/crack/password-list.ts");
        return { type: "passwords", bytes: passwordList() };
      }
      default:
        return request satisfies never;
    }
  };
  return (request) => {
    const answered = turn.then(() => answer(request));
    turn = answered.catch(() => {});
    return answered;
  };
}

async function createEngine(module: WebAssembly.Module | null, target: HmacTarget): Promise<HmacEngine> {
  if (module === null) return createPlainEngine(target);
  try {
    return await createWasmEngine(module, target);
  } catch {
    // Out of memory, or forbidden by a policy: the slow engine finds the same.
    return createPlainEngine(target);
  }
}
