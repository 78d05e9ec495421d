import { comparedInHeader, type PolicyCheck, valueIn } from "./check.ts";

/** `alg` is one of those allowed (RFC 8725 section 3.1). */
export const algorithm: PolicyCheck = ({ policy: { algorithms }, header }) => {
  if (!algorithms) return [];
  const alg = valueIn(header, "alg");
  const isAllowed = alg?.type === "string" && algorithms.includes(alg.value);
  const mismatch = isAllowed ? null : ({ rule: "HDR-02", variant: "not-allowed" } as const);
  return [comparedInHeader("alg", header, algorithms, mismatch)];
};
