import type { HmacTarget } from "../core/crack/types.ts";
import type { UnitResult, WorkUnit } from "../core/crack/work.ts";

/** What the page sends to a worker that searches for a secret. */
export type CrackRequest =
  /** First of all: what is searched for. Without a module the engine is the one in plain JavaScript. */
  | {
      readonly type: "start";
      readonly module: WebAssembly.Module | null;
      readonly target: HmacTarget;
      readonly thisYear: number;
    }
  | { readonly type: "run"; readonly unit: WorkUnit }
  /** The shipped list of passwords, a line each. */
  | { readonly type: "passwords" };

/** The worker's answers, in the order of the requests. */
export type CrackReply =
  | { readonly type: "started"; readonly engine: "wasm" | "plain" }
  | { readonly type: "done"; readonly result: UnitResult }
  | { readonly type: "passwords"; readonly bytes: Uint8Array<ArrayBuffer> };
