import type { View } from "../../state/types.ts";

const PROVENANCE = {
  empty: ["Original", ""],
  pasted: ["Original", "the bytes you pasted"],
  "found-in-paste": ["Original", "the token in what you pasted"],
  "from-link": ["Original", "the token in the link"],
  made: ["Original", "as it was made here"],
  changed: ["Changed", "not the bytes you pasted"],
  typed: ["Typed", "as you typed it"],
  "re-signed": ["Re-signed", "signed here, with the key in the field"],
  kept: ["Tampered", "content changed, signature kept"],
  shared: ["Shared", "claimed by the link"],
} as const;

/** The token's provenance: a name and its meaning; null without a token. */
export function provenanceWords({
  verdict,
  base,
  baseIs,
  token,
}: View): readonly [name: string, meaning: string] | null {
  if (token.form === "empty") return null;
  if (base.form.startsWith("jwe") && verdict.provenance !== "shared") {
    if (verdict.provenance === "re-signed") return ["Re-encrypted", "encrypted here, with a fresh key and IV"];
    if (verdict.provenance === "kept")
      return token.text === base.text
        ? ["Kept", "your edits are not in it"]
        : ["Tampered", "header changed, ciphertext kept"];
  }
  return PROVENANCE[verdict.provenance === "original" ? baseIs : verdict.provenance];
}
