import { hexDump } from "../text/hex-dump.ts";
import type { ParsedToken } from "./types.ts";

/**
 * What a pane shows for a payload that is not text: its bytes as hex. Null for text, and for JSON in a signed token
 * with a few bytes that are not UTF-8, which can be fixed as text. `opened` is the content of an encrypted token.
 */
export function binaryText(
  { form, payload, segments }: ParsedToken,
  opened: Uint8Array<ArrayBuffer> | undefined,
): string | null {
  if (payload === null || payload.utf8.length === 0) return null;
  if (!form.startsWith("jwe") && /^\s{0,99}[{["]/.test(payload.text)) return null;
  const bytes = form.startsWith("jwe") ? opened : segments.find(({ name }) => name === "payload")?.bytes;
  return bytes === undefined ? null : hexDump(bytes);
}
