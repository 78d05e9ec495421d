import type { JsonDocument } from "../json/types.ts";
import type { ParsedToken } from "./types.ts";

/** A token up to this many characters is decoded on each keystroke; a longer one once, in a worker, and its JSON is read-only. */
export const LIVE_LIMIT = 2 * 1024 * 1024;

/** What a worker returns for a token too large to decode live. */
export interface LargeDecoding {
  readonly token: ParsedToken;
  /** Pretty JSON of header and payload, each with its document: the texts of the panes. */
  readonly header: JsonDocument;
  readonly payload: JsonDocument;
}

/** A placeholder for a large token until it is decoded. */
export function undecoded(text: string): LargeDecoding {
  const none: JsonDocument = { text: "", root: null, problems: [] };
  return {
    token: { text, form: "jws", segments: [], segmentCount: 0, header: null, payload: null },
    header: none,
    payload: none,
  };
}
