import type { VerdictState } from "../crypto/types.ts";

/** The states that a shared view may claim for a layer. */
export const VERDICT_STATES: readonly (VerdictState | "pending")[] = [
  "empty",
  "malformed",
  "unsupported",
  "unsigned",
  "no-key",
  "key-error",
  "pending",
  "verified",
  "decrypted",
  "invalid",
];
