import type { SecretInput } from "../keys/types.ts";
import { decodeUtf8, hasLoneSurrogate } from "../text/utf8.ts";
import { toHex } from "../text/hex.ts";

/**
 * Found bytes as the value of the field Secret: as text if they are text that can be seen and typed, otherwise as hex.
 */
export function foundSecret(bytes: Uint8Array): SecretInput {
  const { text, problems } = decodeUtf8(bytes);
  // A textarea turns CR into LF and shows no control characters, and a BOM is invisible.
  const isText = problems.length === 0 && !/[\p{Cc}\ufeff]/u.test(text) && !hasLoneSurrogate(text);
  if (isText) return { text, encoding: "UTF-8" };
  return { text: toHex(bytes), encoding: "Hex" };
}
