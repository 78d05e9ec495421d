import type { Batch } from "../core/collect/types.ts";

/** Requests from the page to the worker that reads files. */
export type CollectRequest =
  /** Reads a file, under its number, after those before it. Results come in batches. */
  | { readonly type: "import"; readonly number: number; readonly file: Blob }
  /** Stops reading. Results so far stay. */
  | { readonly type: "cancel" }
  /** Writes a copy of an archive without credentials. */
  | { readonly type: "sanitise"; readonly number: number; readonly file: Blob };

export type CollectReply =
  | { readonly type: "batch"; readonly batch: Batch; readonly state: "reading" | "done" | "cancelled" }
  /** Progress of the two passes over the file. */
  | { readonly type: "sanitising"; readonly number: number; readonly part: number }
  | { readonly type: "sanitised"; readonly number: number; readonly copy: Blob; readonly removed: number };
