import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

const authorization = (action: string, rule: string) => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
spec: {jwtRules: [{issuer: "https://idp.example", audiences: [orders]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p}
spec: {action: ${action}, rules: [${rule}]}
`;

test.each([
  ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', values: [admin]}]}", "accepted"],
  ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', values: ['adm*']}]}", "accepted"],
  ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', values: ['a*n']}]}", "refused"],
  ["ALLOW", "{when: [{key: 'request.auth.claims[realm][roles]', notValues: [admin]}]}", "refused"],
  ["ALLOW", "{from: [{source: {requestPrincipals: ['https://idp.example/*']}}]}", "accepted"],
  ["ALLOW", "{from: [{source: {requestPrincipals: ['https://other.example/*']}}]}", "refused"],
  ["ALLOW", "{when: [{key: 'source.ip', values: ['192.0.2.1']}]}", "unknown"],
  ["ALLOW", "{to: [{operation: {methods: [GET]}}]}", "unknown"],
  ["ALLOW", "", "refused"],
  ["DENY", "{from: [{source: {requestPrincipals: ['*']}}]}", "refused"],
  ["DENY", "{when: [{key: 'request.auth.claims[sub]', values: [u2]}]}", "accepted"],
  ["CUSTOM", "{}", "unknown"],
])("Istio: %s %s is %s", (action, rule, outcome) => {
  expect(outcomes(authorization(action, rule), { ...idp, realm: { roles: ["reader", "admin"] } }).outcome).toBe(
    outcome,
  );
});

test("Istio: resources for different workloads make it unknown, those for the same do not", () => {
  const text = (selector: string) => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: a}
spec:
  selector: {matchLabels: {app: orders}}
  jwtRules: [{issuer: "https://idp.example", audiences: [orders]}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p}
spec:
  selector: ${selector}
  rules: [{from: [{source: {requestPrincipals: ["*"]}}]}]
`;
  expect(outcomes(text("{matchLabels: {app: orders}}"), idp).outcome).toBe("accepted");
  const other = outcomes(text("{matchLabels: {app: billing}}"), idp);
  expect([other.outcome, other.by["selector"], other.sentence.includes("app:")]).toEqual(["unknown", "unknown", true]);
});

test.each([
  ["ALLOW", "{when: [{key: 'request.auth.claims[ok]', values: ['true']}]}", { ok: true }, "refused"],
  ["ALLOW", "{when: [{key: 'request.auth.claims[ok]', values: ['true']}]}", { ok: "true" }, "accepted"],
  [
    "ALLOW",
    "{when: [{key: 'request.auth.claims[permission]', values: [write]}]}",
    { permission: "a write" },
    "accepted",
  ],
  ["ALLOW", "{when: [{key: 'request.auth.claims[scopes]', values: [write]}]}", { scopes: "a write" }, "refused"],
  // An asterisk at both ends: the first one is the wildcard.
  ["ALLOW", "{when: [{key: 'request.auth.claims[x]', values: ['*a*']}]}", { x: "*ab" }, "refused"],
  ["ALLOW", "{when: [{key: 'request.auth.claims[x]', values: ['*a*']}]}", { x: "ba*" }, "accepted"],
  ["DENY", "{when: [{key: 'request.auth.claims[x]', notValues: ['y']}]}", {}, "refused"],
] as const)("Istio: %s %s with %j is %s", (action, rule, claims, outcome) => {
  expect(outcomes(authorization(action, rule), { ...idp, ...claims }).outcome).toBe(outcome);
});

test.each<[string, string, object, string]>([
  ["an issuer's tokens", "https://idp.example/*", idp, "accepted"],
  ["one subject", "https://idp.example/u1", idp, "accepted"],
  ["subjects with this prefix", "https://idp.example/u*", idp, "accepted"],
  ["any issuer", "*/u1", idp, "accepted"],
  ["subjects with this suffix", "*@clients", { ...idp, sub: "a@clients" }, "accepted"],
  ["a subject with a slash", "https://idp.example/repo:a/b", { ...idp, sub: "repo:a/b" }, "unknown"],
  ["the beginning of an issuer", "https://idp*", idp, "unknown"],
  ["another issuer", "https://other.example/*", idp, "refused"],
  ["another subject", "https://idp.example/u2", idp, "refused"],
])("Istio's principals: %s", (_, principal, claims, outcome) => {
  const text = `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nspec:\n  rules:\n  - from:\n    - source: {requestPrincipals: ["${principal}"]}\n`;
  expect(judged(text, presented(claims)).outcome).toBe(outcome);
});
