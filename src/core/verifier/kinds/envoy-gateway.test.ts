import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const policy = (
  more: string,
  provider = "{name: a, issuer: https://idp.example, audiences: [orders], remoteJWKS: {uri: x}}",
) =>
  `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: {name: p}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r}]
  jwt:
    providers:
      - ${provider}
${more}`;
const rules = (rule: string, action = "Deny") =>
  `  authorization:\n    defaultAction: ${action}\n    rules: [${rule}]\n`;
const rule = (jwt: string, action = "Allow") => `{action: ${action}, principal: {jwt: {provider: a, ${jwt}}}}`;
const claims = {
  ...idp,
  dept: "ops",
  groups: ["a", "b"],
  org: { unit: "x" },
  "dotted.name": "y",
  level: 3,
  scope: "read write",
};
const outcome = (text: string, token: object = claims) => judged(text, presented(token)).outcome;

test.each<[string, string, string]>([
  ["claims of one rule are an and", "claims: [{name: dept, values: [ops]}, {name: org.unit, values: [y]}]", "refused"],
  ["values of one claim are an or", "claims: [{name: dept, values: [dev, ops]}]", "accepted"],
  ["case counts", "claims: [{name: dept, values: [Ops]}]", "refused"],
  ["a dot leads into an object", "claims: [{name: org.unit, values: [x]}]", "accepted"],
  ["and is never part of a name", "claims: [{name: dotted.name, values: [y]}]", "refused"],
  ["a list is not a string", "claims: [{name: groups, values: [a]}]", "refused"],
  ["a list is one by its type", "claims: [{name: groups, valueType: StringArray, values: [z, b]}]", "accepted"],
  ["a string is not a list", "claims: [{name: dept, valueType: StringArray, values: [ops]}]", "refused"],
  ["a number is not a string", 'claims: [{name: level, values: ["3"]}]', "refused"],
  ["all scopes are required", "scopes: [read, write]", "accepted"],
  ["a scope that is missing", "scopes: [read, admin]", "refused"],
  ["claims and scopes are an and", "claims: [{name: dept, values: [dev]}], scopes: [read]", "refused"],
  ["a value type of another kind", "claims: [{name: dept, valueType: Number, values: [ops]}]", "unknown"],
  ["an unknown member", "claims: [{name: dept, values: [ops], not: true}]", "unknown"],
])("%s", (_, jwt, expected) => {
  expect(outcome(policy(rules(rule(jwt))))).toBe(expected);
});

test("the first matching rule decides, and without one the default action, which is Deny", () => {
  const ops = "claims: [{name: dept, values: [ops]}]";
  const read = "scopes: [read]";
  expect(outcome(policy(rules(`${rule(ops, "Deny")}, ${rule(read)}`)))).toBe("refused");
  expect(outcome(policy(rules(`${rule(read)}, ${rule(ops, "Deny")}`)))).toBe("accepted");
  expect(outcome(policy(rules(rule("scopes: [x]", "Deny"), "Allow")))).toBe("accepted");
  expect(outcome(policy("  authorization: {}\n"))).toBe("refused");
  expect(outcome(policy("  authorization:\n    rules: []\n"))).toBe("refused");
  expect(outcome(policy(""))).toBe("accepted");
});

test("what only the request knows leaves a rule undecided, and never makes it match", () => {
  const cidr = "{action: Allow, principal: {clientCIDRs: [10.0.0.0/8], jwt: {provider: a, scopes: [read]}}}";
  expect(outcome(policy(rules(cidr)))).toBe("unknown");
  expect(outcome(policy(rules(cidr)), { ...claims, scope: "x" })).toBe("refused");
  const denied = "{action: Deny, principal: {clientCIDRs: [10.0.0.0/8]}}";
  expect(outcome(policy(rules(denied, "Allow")))).toBe("unknown");
  expect(
    outcome(
      policy(rules("{action: Allow, operation: {methods: [GET]}, principal: {jwt: {provider: a, scopes: [read]}}}")),
    ),
  ).toBe("unknown");
});

test("a rule is only about its provider's tokens", () => {
  const two = `{name: a, issuer: https://other.example, remoteJWKS: {uri: x}}\n      - {name: b, issuer: https://idp.example, remoteJWKS: {uri: y}}`;
  expect(outcome(policy(rules(rule("scopes: [read]")), two))).toBe("refused");
  expect(outcome(policy(rules("{action: Allow, principal: {jwt: {provider: b, scopes: [read]}}}"), two))).toBe(
    "accepted",
  );
  expect(outcome(policy(rules("{action: Allow, principal: {jwt: {provider: c, scopes: [read]}}}"), two))).toBe(
    "unknown",
  );
});

test("scp counts as a list; as one string it is unknown", () => {
  const text = policy(rules(rule("scopes: [read, write]")));
  expect(outcome(text, { ...claims, scope: undefined, scp: ["write", "read"] })).toBe("accepted");
  expect(outcome(text, { ...claims, scope: undefined, scp: "read write" })).toBe("unknown");
  expect(outcome(text, { ...claims, scope: undefined, scp: "read" })).toBe("refused");
});

test("the token is verified as Envoy does it; another way to sign in is not judged", () => {
  const { now } = presented({});
  expect(outcome(policy(""), { ...claims, exp: now - 50 })).toBe("accepted");
  expect(outcome(policy(""), { ...claims, exp: now - 70 })).toBe("refused");
  expect(outcome(policy(""), { ...claims, aud: "https://orders/" })).toBe("accepted");
  expect(outcome(policy("", "{name: a, remoteJWKS: {uri: x}}"), { ...claims, iss: "https://anybody.example" })).toBe(
    "accepted",
  );
  expect(outcome(policy("  basicAuth: {users: {name: u}}\n"))).toBe("unknown");
  expect(outcome(policy("  apiKeyAuth: {}\n"))).toBe("unknown");
});

test("two policies: only what both agree on is certain", () => {
  const other = policy("").replace("audiences: [orders]", "audiences: [x]");
  expect(outcome(`${policy("")}---\n${policy("")}`)).toBe("accepted");
  expect(outcome(`${policy("")}---\n${other}`)).toBe("unknown");
  expect(outcome(`${other}---\n${other}`)).toBe("refused");
});

test("an optional token is a danger, unless a rule requires a claim", () => {
  const optional = policy("").replace("    providers:", "    optional: true\n    providers:");
  expect(readingOf(optional).dangers.map(({ claim }) => claim)).toEqual(["token"]);
  const asked = policy(rules(rule("scopes: [read]"))).replace("    providers:", "    optional: true\n    providers:");
  expect(readingOf(asked).dangers).toEqual([]);
});
