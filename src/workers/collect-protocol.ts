import type { Batch } from "../core/collect/types.ts";

/** What the page asks of the worker that reads files. */
export type CollectRequest =
  /** Reads a file, under its number, after those before it. What it finds is told in batches. */
  | { readonly type: "import"; readonly number: number; readonly file: Blob }
  /** Stops the reading. What was found stays. */
  | { readonly type: "cancel" }
  /** Writes a copy of an archive without credentials. */
  | { readonly type: "sanitise"; readonly number: number; readonly file: Blob };

export type CollectReply =
  | { readonly type: "batch"; readonly batch: Batch; readonly state: "reading" | "done" | "cancelled" }
  /** How much of two runs over the file is done. */
  | { readonly type: "sanitising"; readonly number: number; readonly part: number }
  | { readonly type: "sanitised"; readonly number: number; readonly copy: Blob; readonly removed: number };
