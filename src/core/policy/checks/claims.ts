import { valueAt, valuesOf } from "../claim-path.ts";
import type { Mismatch } from "../types.ts";
import { compared, type PolicyCheck } from "./check.ts";

/** Claims that must be there. */
export const required: PolicyCheck = ({ policy: { requiredClaims = [] }, payload }) =>
  requiredClaims.map((name) => {
    const node = valueAt(payload, name);
    const isThere = node !== null && node.type !== "null" && !(node.type === "string" && node.value === "");
    const rule = name === "aud" ? "CLM-08" : name === "iss" ? "CLM-04" : "CLM-19";
    const missing: Mismatch = name === "exp" ? { rule: "TIM-08", variant: "required" } : { rule, variant: "missing" };
    return compared("required", name, node, [], isThere ? null : missing);
  });

/** Values of other claims. */
export const claims: PolicyCheck = ({ policy, payload }) =>
  (policy.claims ?? []).map(({ path, values }) => {
    const node = valueAt(payload, path);
    const isWanted = valuesOf(node).some((value) => values.includes(value));
    const mismatch = isWanted ? null : ({ rule: "CLM-19", variant: node ? "value" : "missing" } as const);
    return compared("claim", path, node, values, mismatch);
  });
