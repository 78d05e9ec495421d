import { issuerMismatch } from "../compare.ts";
import { nearest } from "../difference.ts";
import type { Mismatch } from "../types.ts";
import { asVerifierSays, compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** `iss` is one of those expected (RFC 7519 section 4.1.1). */
export const issuer: PolicyCheck = ({ policy, payload }) => {
  if (!policy.iss) return [];
  const iss = valueIn(payload, "iss");
  const actual = textIn(payload, "iss");
  const closest = nearest(actual, policy.iss) ?? "";
  const mismatch: Mismatch | null =
    iss?.type !== "string"
      ? { rule: "CLM-04", variant: "missing" }
      : policy.iss.includes(actual)
        ? null
        : asVerifierSays(policy, issuerMismatch(actual, closest), "iss");
  return [compared("iss", "iss", iss, policy.iss, mismatch, { args: { closest } })];
};
