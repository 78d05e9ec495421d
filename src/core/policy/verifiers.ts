import { lastMember } from "../json/query.ts";
import type { CheckedToken } from "./checks.ts";
import { scalarText } from "./read-policy.ts";
import type { Check, Policy } from "./types.ts";

/** What some verifiers ask beside what a policy says: limits of their own on types, names and lengths. */
export function verifierChecks({ verifier }: Policy, token: CheckedToken): readonly Check[] {
  if (verifier === undefined) return [];
  switch (verifier) {
    case "kong":
      return [...kongSignature(token), presence(token, "iss", "PRV-11", "a credential's key")];
    case "apisix":
      return [presence(token, "key", "PRV-12", "a consumer's key")];
    case "envoy":
      return envoyTypes(token);
  }
}

/** Kong 3 takes PS signatures of exactly 256 octets. */
function kongSignature({ header, signatureBytes }: CheckedToken): readonly Check[] {
  const alg = lastMember(header, "alg")?.value;
  if (alg?.type !== "string" || !alg.value.startsWith("PS")) return [];
  return [
    {
      subject: "verifier",
      name: "alg",
      pane: "header",
      actual: `${signatureBytes} bytes`,
      expected: ["256 bytes"],
      passed: signatureBytes === 256,
      rule: "PRV-17",
      variant: "length",
      range: alg.range,
      args: { bytes: signatureBytes, alg: alg.value },
    },
  ];
}

function presence({ payload }: CheckedToken, name: string, rule: string, expected: string): Check {
  const node = lastMember(payload, name)?.value ?? null;
  return {
    subject: "verifier",
    name,
    pane: "payload",
    actual: node && scalarText(node),
    expected: [expected],
    passed: node?.type === "string" && node.value !== "",
    rule,
    variant: "key",
    range: node?.range ?? null,
    args: {},
  };
}

/** Envoy and Istio refuse a token whose registered claims have another type, before they verify it. */
function envoyTypes({ payload }: CheckedToken): readonly Check[] {
  return ["iat", "nbf", "exp", "iss", "sub", "jti", "aud"].flatMap((name): Check[] => {
    const node = lastMember(payload, name)?.value ?? null;
    if (node === null) return [];
    const isTime = name === "iat" || name === "nbf" || name === "exp";
    const passed = isTime
      ? node.type === "number" && Number.isInteger(node.value) && node.value >= 0
      : node.type === "string" ||
        (name === "aud" && node.type === "array" && node.items.every(({ type }) => type === "string"));
    if (passed) return [];
    return [
      {
        subject: "verifier",
        name,
        pane: "payload",
        actual: scalarText(node) ?? node.type,
        expected: [isTime ? "a whole number that is not negative" : name === "aud" ? "strings" : "a string"],
        passed,
        rule: "CLM-22",
        variant: "type",
        range: node.range,
        args: {},
      },
    ];
  });
}
