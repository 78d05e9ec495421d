import { hexDump } from "../text/hex-dump.ts";
import type { ParsedToken } from "./types.ts";

/**
 * What a pane shows of a payload that is not text: its bytes as hex. Null where it is text, or JSON with some bytes in it that
 * are not UTF-8, which can be mended as text.
 */
export function binaryText({ form, payload, segments }: ParsedToken): string | null {
  if (form !== "jws" || payload === null || payload.utf8.length === 0 || /^\s{0,99}[{["]/.test(payload.text))
    return null;
  const segment = segments.find(({ name }) => name === "payload");
  return segment === undefined ? null : hexDump(segment.bytes);
}
