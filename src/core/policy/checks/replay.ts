import type { Mismatch } from "../types.ts";
import { compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** `jti` is not among the revoked or used ones. */
export const tokenId: PolicyCheck = ({ policy: { jtiDenyList }, payload }) => {
  if (!jtiDenyList) return [];
  const jti = valueIn(payload, "jti");
  const isDenied = jtiDenyList.includes(textIn(payload, "jti"));
  const mismatch: Mismatch | null =
    jti === null ? { rule: "CLM-20", variant: "no-jti" } : isDenied ? { rule: "CLM-20", variant: "denied" } : null;
  return [compared("jti", "jti", jti, [], mismatch)];
};

/** `nonce` is that of the login or, for a key binding, that of the request (RFC 9901 section 7.3). */
export const nonce: PolicyCheck = ({ policy, payload, binding }) => {
  if (policy.nonce === undefined) return [];
  const claims = binding ?? payload;
  const isSame = textIn(claims, "nonce") === policy.nonce;
  const mismatch = isSame ? null : ({ rule: "CLM-20", variant: "nonce" } as const);
  return [compared("nonce", "nonce", valueIn(claims, "nonce"), [policy.nonce], mismatch)];
};
