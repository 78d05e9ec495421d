import { familyOf } from "../../registry/algorithms.ts";
import { scalarText } from "../read-policy.ts";
import type { Check } from "../types.ts";
import { type CheckedToken, compared, type PolicyCheck, valueIn } from "./check.ts";

/** Extra checks of some verifiers beyond a policy: their own limits on types, names and lengths. */
export const verifier: PolicyCheck = ({ policy, ...token }) => {
  switch (policy.verifier) {
    case "kong":
      return [...kongSignature(token), presence(token, "iss", "PRV-11", "a credential's key")];
    case "apisix":
      return [presence(token, "key", "PRV-12", "a consumer's key")];
    case "envoy":
      return envoyTypes(token);
    default:
      return [];
  }
};

/** Kong 3 only accepts PS signatures of exactly 256 bytes. */
function kongSignature({ header, signatureBytes }: CheckedToken): readonly Check[] {
  const alg = valueIn(header, "alg");
  if (alg?.type !== "string" || familyOf(alg.value) !== "RSASSA-PSS") return [];
  const mismatch = signatureBytes === 256 ? null : ({ rule: "PRV-17", variant: "length" } as const);
  return [
    compared("verifier", "alg", alg, ["256 bytes"], mismatch, {
      pane: "header",
      actual: `${signatureBytes} bytes`,
      args: { bytes: signatureBytes, alg: alg.value },
    }),
  ];
}

function presence({ payload }: CheckedToken, name: string, rule: "PRV-11" | "PRV-12", expected: string): Check {
  const node = valueIn(payload, name);
  const isThere = node?.type === "string" && node.value !== "";
  return compared("verifier", name, node, [expected], isThere ? null : { rule, variant: "key" }, {
    actual: node && scalarText(node),
  });
}

/** Envoy and Istio refuse a token whose registered claims have another type, before they verify it. */
function envoyTypes({ payload }: CheckedToken): readonly Check[] {
  return ["iat", "nbf", "exp", "iss", "sub", "jti", "aud"].flatMap((name): readonly Check[] => {
    const node = valueIn(payload, name);
    if (node === null) return [];
    const isTime = name === "iat" || name === "nbf" || name === "exp";
    const passed = isTime
      ? node.type === "number" && Number.isInteger(node.value) && node.value >= 0
      : node.type === "string" ||
        (name === "aud" && node.type === "array" && node.items.every(({ type }) => type === "string"));
    const expected = isTime ? "a non-negative integer" : name === "aud" ? "strings" : "a string";
    const actual = scalarText(node) ?? node.type;
    return passed
      ? []
      : [compared("verifier", name, node, [expected], { rule: "CLM-22", variant: "type" }, { actual })];
  });
}
