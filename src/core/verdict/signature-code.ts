import type { SignatureCode, VerdictFacts } from "./types.ts";

/** What the cell says about the signature, from the judgement alone: it changes only when a state does. */
export function signatureCode({
  judgement,
  original,
  provenance,
  onRequest,
}: Pick<VerdictFacts, "judgement" | "original" | "provenance" | "onRequest">): SignatureCode {
  if (judgement === null) return onRequest ? "on-request" : "checking";
  if (judgement.encrypted) return judgement.encrypted;
  switch (judgement.state) {
    case "invalid":
      return provenance === "kept" ? "tampered" : "invalid";
    case "verified":
      if (judgement.key?.source === "token") return "own-key";
      if (provenance !== "re-signed") return "verified";
      return original === null || original.state === "verified" ? "signed-here" : "signed-here-over-bad";
    default:
      return judgement.state;
  }
}
