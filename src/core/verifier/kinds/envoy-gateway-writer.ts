import { keySetAddress } from "../../policy/write/key-set.ts";
import { quoted, quotedList } from "../../policy/write/quote.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import type { Writer } from "../types.ts";

/** A SecurityPolicy with a provider for each issuer, and a rule for each that requires claims and scopes. */
export const envoyGatewayWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["iss", "aud", "sub", "scopes"],
    needs: ["iss"],
    cannot: (member, value) => member === "sub" && value.includes("*"),
    // A dot always leads into an object.
    canClaim: (path, values) =>
      values.length > 0 && namesIn(path).every((name) => name !== "" && !name.includes(".")) && path !== "scope",
    remarks: [
      "The key determines the algorithm: give each key in the set an alg. A token without exp passes.",
      "A claim that is a list in the token needs valueType: StringArray.",
    ],
  },
  text: (wanted) => `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: { name: jwt }
spec:
  targetRefs:
    - { group: gateway.networking.k8s.io, kind: HTTPRoute, name: your-route }
  jwt:
    providers:
${wanted.issuers.map((issuer, index) => providerText(issuer, index, wanted)).join("")}${authorizationText(wanted)}`,
};

function providerText(issuer: string, index: number, { audiences }: Requirements): string {
  return `      - name: issuer-${index + 1}
        issuer: ${quoted(issuer)}
        remoteJWKS: { uri: ${quoted(keySetAddress(issuer))} }
${audiences.length > 0 ? `        audiences: [${quotedList(audiences)}]\n` : ""}`;
}

function authorizationText({ issuers, subjects, scopes, claims }: Requirements): string {
  const asked = [...(subjects.length > 0 ? [{ path: "sub", values: subjects }] : []), ...claims];
  if (asked.length + scopes.length === 0) return "";
  const claimLines = asked.map(
    ({ path, values }) => `              - name: ${quoted(path)}
                values: [${quotedList(values)}]
`,
  );
  const rule = (index: number): string => `      - name: issuer-${index + 1}
        action: Allow
        principal:
          jwt:
            provider: issuer-${index + 1}
${scopes.length > 0 ? `            scopes: [${quotedList(scopes)}]\n` : ""}${
    claimLines.length > 0 ? `            claims:\n${claimLines.join("")}` : ""
  }`;
  return `  authorization:
    defaultAction: Deny
    rules:
${issuers.map((_, index) => rule(index)).join("")}`;
}
