import type { SegmentName } from "../../core/envelope/types.ts";
import type { KeyManagementAlgorithm } from "../../core/registry/encryption-algorithms.ts";

type Row = Pick<KeyManagementAlgorithm, "keyTypes" | "mode" | "hash">;

/** What decryption needs. */
export function locked(row: Row): string {
  if (!row.keyTypes.includes("oct"))
    return "Only the recipient’s private key decrypts it. The sender may not be able to decrypt it again.";
  return row.hash === null
    ? "The key that encrypted it decrypts it: sender and recipient share it."
    : "A password decrypts it.";
}

/** What an edit currently does to the token. */
export function encryptionWords(mode: "re-sign" | "keep", canEncrypt: boolean): string {
  if (!canEncrypt) return "What is inside can be edited once it is decrypted.";
  return mode === "keep"
    ? "An edit keeps the old ciphertext: with a changed header its tag fails, and your edits to the payload are not in it."
    : "An edit is re-encrypted with a fresh key and IV. Their header parameters (epk, iv, tag, p2s) are generated again.";
}

/** What each part is for. */
export function partWords(name: SegmentName, row: Row | null): string {
  switch (name) {
    case "header":
      return "readable by anyone, covered by the tag";
    case "encrypted-key":
      return row?.mode.startsWith("direct")
        ? "empty: the key is shared or agreed on"
        : "the content’s key, for one recipient";
    case "iv":
      return "random, not secret";
    case "ciphertext":
      return "the content";
    default:
      return "shows any change";
  }
}
