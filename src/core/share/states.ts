import type { VerdictState } from "../crypto/types.ts";

/** What a shared view may claim of a layer. */
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
