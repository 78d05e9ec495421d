import type { JsonDocument } from "../json/types.ts";
import type { ParsedToken } from "./types.ts";

/** Up to this many characters a token is decoded at each keystroke; above, once, in a worker, and its JSON is read-only. */
export const LIVE_LIMIT = 2 * 1024 * 1024;

/** What a worker gives of a token too large to be decoded live. */
export interface LargeDecoding {
  readonly token: ParsedToken;
  /** Pretty JSON of header and payload, each with its document: the texts of the panes. */
  readonly header: JsonDocument;
  readonly payload: JsonDocument;
}

/** What stands for a large token until it is decoded. */
export function undecoded(text: string): LargeDecoding {
  const none: JsonDocument = { text: "", root: null, problems: [], depth: 0 };
  return {
    token: { text, form: "jws", segments: [], segmentCount: 0, header: null, payload: null },
    header: none,
    payload: none,
  };
}
