import { decodeBase64Url } from "../../core/text/base64url.ts";

/**
 * In a sentence: what became of the signature since the first step. `first` is that step's token, `token` the one shown. It
 * tells sizes and never the signature itself, which nobody reads.
 */
export function signatureNote(first: string, token: string): string {
  const [old, now] = [first.split(".", 4), token.split(".", 6)];
  if (token.startsWith("{")) return "Written as JSON: the signature is one of its members.";
  if (now.length === 5) return `Encrypted: ${count(bytesOf(now[3] ?? "").length, "byte")} of ciphertext.`;
  if (now.length !== 3) return `More than three segments, ${count(token.length, "character")} in all.`;
  const [was = "", is = ""] = [old[2], now[2]];
  if (token === first) return is === "" ? "No signature." : `${count(bytesOf(is).length, "byte")} of signature.`;
  if (is === "") return "No signature: nothing follows the last dot.";
  const [before, after] = [bytesOf(was), bytesOf(is)];
  if (is === was) return "The signature of step 1, over other bytes.";
  if (before.length === after.length && before.every((byte, index) => byte === after[index]))
    return "Other characters, the same bytes of signature.";
  return before.length === after.length
    ? `Another signature of ${count(after.length, "byte")}.`
    : `Another signature: ${count(after.length, "byte")} instead of ${before.length}.`;
}

function bytesOf(text: string): Uint8Array {
  return decodeBase64Url(text).bytes;
}

function count(many: number, unit: string): string {
  return `${many.toLocaleString("en")} ${unit}${many === 1 ? "" : "s"}`;
}

/** What that sentence stands under. */
export function signatureTitle(token: string): "Signature" | "Ciphertext" {
  return token.split(".", 6).length === 5 ? "Ciphertext" : "Signature";
}
