import { signatureCode } from "./signature-code.ts";
import { graver, isGrave, signatureFindings, worstOf } from "./subject.ts";
import type { SignatureCell, SignatureCode, Tone, VerdictFacts } from "./types.ts";

const TONES: Readonly<Record<SignatureCode, Tone>> = {
  empty: "none",
  checking: "none",
  "on-request": "none",
  malformed: "error",
  encrypted: "info",
  unsealed: "info",
  decrypted: "info",
  "not-decrypted": "error",
  "not-opened": "warn",
  unsupported: "warn",
  unsigned: "warn",
  "no-key": "info",
  "key-error": "error",
  invalid: "error",
  tampered: "error",
  "own-key": "info",
  "signed-here": "info",
  "signed-here-over-bad": "info",
  verified: "ok",
};

/**
 * The signature's cell. A success only if the pasted token itself verifies with one of the user's keys, and no
 * finding about signature or key contradicts it: with a published secret, anyone could have signed.
 */
export function signatureCell(facts: VerdictFacts): SignatureCell {
  const code = signatureCode(facts);
  const worst = worstOf(signatureFindings(facts));
  const grave = worst !== null && isGrave(worst.severity) ? worst : null;
  if (code === "verified" && facts.findings === null) return { code, tone: "none", finding: null };
  const isPasted = facts.provenance === "original" && facts.isAsPasted;
  const tone = code === "verified" && !isPasted ? "info" : TONES[code];
  switch (code) {
    case "verified":
    case "own-key":
    case "decrypted":
    case "signed-here":
    case "signed-here-over-bad":
      return { code, tone: grave === null ? tone : graver(tone, grave.severity), finding: grave };
    case "malformed":
    case "unsupported":
    case "not-opened":
      return { code, tone, finding: worstOf((facts.findings ?? []).filter(({ severity }) => severity === "error")) };
    case "key-error":
      return { code, tone, finding: grave ?? worst };
    default:
      return { code, tone, finding: grave };
  }
}
