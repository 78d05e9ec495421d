import { LIVE_LIMIT } from "./large.ts";
import { jsonPart } from "./parse.ts";
import type { JsonPart } from "./types.ts";

/** What is read of a content; null where it is too long to be read and drawn with each key, however small the token was. */
export function contentPart(bytes: Uint8Array<ArrayBuffer>): JsonPart | null {
  return bytes.length > LIVE_LIMIT ? null : jsonPart(bytes);
}
