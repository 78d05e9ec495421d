import { LIVE_LIMIT } from "./large.ts";
import { jsonPart } from "./parse.ts";
import type { JsonPart } from "./types.ts";

/** A content read as JSON; null if it is too long to read and draw on each keystroke, however small the token was. */
export function contentPart(bytes: Uint8Array<ArrayBuffer>): JsonPart | null {
  return bytes.length > LIVE_LIMIT ? null : jsonPart(bytes);
}
