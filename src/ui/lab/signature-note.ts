import { counted } from "../../core/base/words.ts";
import { decodeBase64Url } from "../../core/text/base64url.ts";
import { isSealed } from "./json-lines.ts";

/**
 * In a sentence: what became of the signature since the first step. `first` is that step's token, `token` the one
 * shown. It gives sizes, never the signature itself.
 */
export function signatureNote(first: string, token: string): string {
  const [old, now] = [first.split(".", 4), token.split(".", 6)];
  const [, , , ciphertext = "", tag = ""] = now;
  if (token.startsWith("{")) return "Written as JSON: the signature is one of its members.";
  if (isSealed(token))
    return `Encrypted: ${counted(bytesOf(ciphertext).length, "byte")} of ciphertext, ${counted(bytesOf(tag).length, "byte")} of tag.`;
  if (now.length !== 3) return `More than three segments, ${counted(token.length, "character")} in all.`;
  const [was = "", is = ""] = [old[2], now[2]];
  if (token === first) return is === "" ? "No signature." : `${counted(bytesOf(is).length, "byte")} of signature.`;
  if (is === "") return "No signature: nothing follows the last dot.";
  const [before, after] = [bytesOf(was), bytesOf(is)];
  if (is === was) return "The signature of step 1, over other bytes.";
  if (before.length === after.length && before.every((byte, index) => byte === after[index]))
    return "Different characters, the same signature bytes.";
  return before.length === after.length
    ? `Another signature of ${counted(after.length, "byte")}.`
    : `Another signature: ${counted(after.length, "byte")} instead of ${before.length}.`;
}

function bytesOf(text: string): Uint8Array {
  return decodeBase64Url(text).bytes;
}

/** The heading of that sentence. */
export function signatureTitle(token: string): "Signature" | "Ciphertext" {
  return isSealed(token) ? "Ciphertext" : "Signature";
}
