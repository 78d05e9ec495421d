import type { HmacTarget } from "../core/crack/types.ts";
import type { UnitResult, WorkUnit } from "../core/crack/work.ts";

/** Messages from the page to a worker that searches for a secret. */
export type CrackRequest =
  /** Comes first: what to search for. Without a module the engine is the one in plain JavaScript. */
  | {
      readonly type: "start";
      readonly module: WebAssembly.Module | null;
      readonly target: HmacTarget;
      readonly thisYear: number;
    }
  | { readonly type: "run"; readonly unit: WorkUnit }
  /** The built-in password list, one per line. */
  | { readonly type: "passwords" };

/** The worker's replies, in the order of the requests. */
export type CrackReply =
  | { readonly type: "started"; readonly engine: "wasm" | "plain" }
  | { readonly type: "done"; readonly result: UnitResult }
  | { readonly type: "passwords"; readonly bytes: Uint8Array<ArrayBuffer> };
