import { quoted, quotedList } from "../../policy/write/quote.ts";
import { keySetAddress } from "../../policy/write/key-set.ts";
import { namesIn, type Requirements } from "../../policy/write/requirements.ts";
import type { Writer } from "../types.ts";

/** A RequestAuthentication for the issuers, and an AuthorizationPolicy that also refuses requests without a token. */
export const istioWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["iss", "aud", "sub", "scopes"],
    needs: ["iss"],
    cannot: (member, value) =>
      member === "sub" ? /\*/.test(value.replace(/^\*|\*$/, "")) : member === "iss" && value.startsWith("*"),
    canClaim: (path, values) =>
      path !== "scope" &&
      values.length > 0 &&
      !values.some((value) => /^$|^\*|\*$/.test(value)) &&
      namesIn(path).every((name) => /^[^[\]\p{C}]{1,200}$/u.test(name)),
    remarks: [
      "The key determines the algorithm: give each key in the set an alg.",
      "A token without sub is refused: a principal is the issuer, a slash and sub.",
    ],
  },
  text: (wanted) => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt }
spec:
  jwtRules:
${wanted.issuers.map((issuer) => ruleText(issuer, wanted)).join("")}---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: jwt }
spec:
  action: ALLOW
  rules:
    - from:
        - source:
            requestPrincipals: [${quotedList(wanted.issuers.map((issuer) => `${issuer}/*`))}]
${whenText(wanted)}`,
};

function ruleText(issuer: string, { audiences }: Requirements): string {
  return `    - issuer: ${quoted(issuer)}
      jwksUri: ${quoted(keySetAddress(issuer))}
${audiences.length > 0 ? `      audiences: [${quotedList(audiences)}]\n` : ""}`;
}

function whenText({ subjects, claims, scopes }: Requirements): string {
  const all = [
    ...(subjects.length > 0 ? [{ path: "sub", values: subjects }] : []),
    ...claims,
    ...scopes.map((scope) => ({ path: "scope", values: [scope] })),
  ];
  if (all.length === 0) return "";
  const lines = all.map(
    ({ path, values }) => `        - key: ${quoted(
      `request.auth.claims${namesIn(path)
        .map((name) => `[${name}]`)
        .join("")}`,
    )}
          values: [${quotedList(values)}]
`,
  );
  return `      when:\n${lines.join("")}`;
}
