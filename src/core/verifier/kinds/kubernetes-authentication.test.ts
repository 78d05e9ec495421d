import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

const kubernetes = (rules = "") => `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://idp.example
      audiences: [orders, other]
      audienceMatchPolicy: MatchAny
${rules}    claimMappings:
      username:
        claim: email
`;

test("Kubernetes: issuers are an OR; an e-mail address marked as unverified cannot be the user name", () => {
  const claims = { ...idp, email: "a@b.example" };
  expect(outcomes(kubernetes(), claims).outcome).toBe("accepted");
  expect(outcomes(kubernetes(), { ...claims, email_verified: false }).outcome).toBe("refused");
  expect(outcomes(kubernetes(), idp).outcome).toBe("refused");
  const rule = "    claimValidationRules:\n      - claim: hd\n        requiredValue: b.example\n";
  expect(outcomes(kubernetes(rule), claims).by["hd"]).toBe("unmet");
  expect(outcomes(kubernetes(rule), { ...claims, hd: "b.example" }).outcome).toBe("accepted");
});

test("Kubernetes: an expression that is not evaluated makes the whole unknown", () => {
  const rule = "    claimValidationRules:\n      - expression: 'ip(claims.sub).isLoopback()'\n";
  expect(outcomes(kubernetes(rule), { ...idp, email: "a@b.example" }).outcome).toBe("unknown");
});

test("Kubernetes: the flags mean the same, with RS256 only", () => {
  const flags =
    "kube-apiserver --oidc-issuer-url=https://idp.example --oidc-client-id=orders --oidc-required-claim=hd=b.example";
  expect(outcomes(flags, { ...idp, hd: "b.example" }).outcome).toBe("accepted");
  expect(outcomes(flags, { ...idp, hd: "c.example" }).by["oidc-required-claim"]).toBe("unmet");
  expect(outcomes(flags, { ...idp, hd: "b.example" }, { alg: "ES256" }).outcome).toBe("refused");
});

/** A file with rules for claims and the user. */
const expressions = (
  rules: string,
  mappings = "claimMappings: {username: {claim: sub, prefix: 'oidc:'}, groups: {expression: claims.groups}}",
) =>
  `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer: {url: https://idp.example, audiences: [orders]}
    ${mappings}
    ${rules}
`;

test.each([
  ["claimValidationRules: [{expression: 'claims.exp - claims.iat <= 86400'}]", "accepted"],
  ["claimValidationRules: [{expression: 'claims.exp - claims.iat <= 60'}]", "refused"],
  ["claimValidationRules: [{expression: 'claims.hd == \"x\"'}]", "refused"],
  ["claimValidationRules: [{expression: '!has(claims.hd) || claims.hd == \"x\"'}]", "accepted"],
  ["claimValidationRules: [{expression: 'claims.sub'}]", "refused"],
  ["claimValidationRules: [{expression: 'claims.sub =='}]", "unknown"],
  ["claimValidationRules: [{expression: 'true', else: 1}]", "unknown"],
  ["userValidationRules: [{expression: \"!user.username.startsWith('system:')\"}]", "accepted"],
  ["userValidationRules: [{expression: \"user.username == 'oidc:u1'\"}]", "accepted"],
  ["userValidationRules: [{expression: \"user.groups.all(g, !g.startsWith('dev'))\"}]", "refused"],
  ["userValidationRules: [{expression: \"'x' in user.extra\"}]", "unknown"],
])("Kubernetes: %s is %s", (rules, outcome) => {
  expect(outcomes(expressions(rules), { ...idp, groups: ["dev"] }).outcome).toBe(outcome);
});

test.each([
  ["claimMappings: {username: {expression: claims.sub}}", "accepted"],
  ["claimMappings: {username: {expression: claims.name}}", "refused"],
  ["claimMappings: {username: {expression: \"''\"}}", "refused"],
  ["claimMappings: {username: {claim: sub}, groups: {expression: claims.level}}", "refused"],
  ["claimMappings: {username: {claim: sub}, groups: {claim: missing}}", "accepted"],
  [
    "claimMappings: {username: {claim: sub}, extra: [{key: example.com/a, valueExpression: claims.missing}]}",
    "refused",
  ],
])("Kubernetes: %s is %s", (mappings, outcome) => {
  expect(outcomes(expressions("", mappings), { ...idp, level: 3 }).outcome).toBe(outcome);
});

test("Kubernetes: each clause of an expression is a condition, with its place in the file", () => {
  const text = expressions("claimValidationRules: [{expression: \"claims.a == 1 && claims.sub == 'u2'\"}]");
  const { conditions, sentence } = outcomes(text, { ...idp, a: 1, groups: [] });
  const clauses = conditions.filter(({ condition: { name } }) => name.includes("/expression/"));
  expect(clauses.map(({ outcome, condition: { range } }) => [outcome, text.slice(range?.start, range?.end)])).toEqual([
    ["unmet", "claims.sub == 'u2'"],
    ["met", "claims.a == 1"],
  ]);
  expect(sentence).toMatch(/^sub is “u1”, not “u2”/);
});

test.each([
  ["k3s server --kube-apiserver-arg=oidc-issuer-url=https://idp.example --kube-apiserver-arg=oidc-client-id=CLIENT"],
  ['kube-apiserver-arg:\n  - "oidc-issuer-url=https://idp.example"\n  - "oidc-client-id=CLIENT"\n'],
  [
    "minikube start --extra-config=apiserver.oidc-issuer-url=https://idp.example --extra-config=apiserver.oidc-client-id=CLIENT",
  ],
  ["apiServer:\n  extraArgs:\n    oidc-issuer-url: https://idp.example\n    oidc-client-id: CLIENT\n"],
  ["    - --oidc-issuer-url=https://idp.example\n    - --oidc-client-id=CLIENT\n"],
  [
    'extraArgs:\n  - name: oidc-issuer-url\n    value: https://idp.example\n  - name: oidc-client-id\n    value: "CLIENT"\n',
  ],
])("Kubernetes: the flags are found in %j", (text) => {
  expect(outcomes(text.replaceAll("CLIENT", "orders"), idp).by).toMatchObject({
    "oidc-issuer-url": "met",
    "oidc-client-id": "met",
  });
  expect(outcomes(text.replaceAll("CLIENT", "other"), idp).outcome).toBe("refused");
});

test("Kubernetes: a token may be five minutes early but not late", () => {
  const flags = "kube-apiserver --oidc-issuer-url=https://idp.example --oidc-client-id=orders";
  const { now } = presented({});
  expect(outcomes(flags, { ...idp, nbf: now + 200 }).outcome).toBe("accepted");
  expect(outcomes(flags, { ...idp, nbf: now + 400 }).outcome).toBe("refused");
  expect(outcomes(flags, { ...idp, exp: now - 1 }).outcome).toBe("refused");
});

test.each<[string, string, object, string]>([
  ["a rule without a value requires the empty string", "claimValidationRules: [{claim: hd}]", { hd: "x" }, "refused"],
  ["and accepts it", "claimValidationRules: [{claim: hd}]", { hd: "" }, "accepted"],
  [
    "a required value is a string",
    'claimValidationRules: [{claim: ok, requiredValue: "true"}]',
    { ok: true },
    "refused",
  ],
  ["the user's name is a string", "claimMappings: {username: {claim: uid, prefix: ''}}", { uid: 5 }, "refused"],
  ["groups may be absent", "claimMappings: {username: {claim: sub}, groups: {claim: groups}}", {}, "accepted"],
  [
    "groups are strings",
    "claimMappings: {username: {claim: sub}, groups: {claim: groups}}",
    { groups: [5] },
    "refused",
  ],
  ["a mapped id must be present", "claimMappings: {username: {claim: sub}, uid: {claim: oid}}", {}, "refused"],
  ["an id is a string", "claimMappings: {username: {claim: sub}, uid: {claim: oid}}", { oid: "o" }, "accepted"],
  [
    "email_verified must be a boolean",
    "claimMappings: {username: {claim: email}}",
    { email: "a@b.example", email_verified: "true" },
    "refused",
  ],
])("Kubernetes: %s", (_, member, claims, outcome) => {
  const [rules, mappings] = member.startsWith("claimMappings") ? ["", member] : [member, undefined];
  expect(
    outcomes(expressions(rules, mappings ?? "claimMappings: {username: {claim: sub}}"), { ...idp, ...claims }).outcome,
  ).toBe(outcome);
});

test("Kubernetes: each of several --oidc-required-claim counts", () => {
  const flags =
    "kube-apiserver --oidc-issuer-url=https://idp.example --oidc-client-id=orders --oidc-required-claim=a=1 --oidc-required-claim=b=2";
  expect(outcomes(flags, { ...idp, a: "1", b: "2" }).outcome).toBe("accepted");
  expect(outcomes(flags, { ...idp, a: "1", b: "3" }).outcome).toBe("refused");
  expect(outcomes(`${flags} --oidc-groups-claim=groups`, { ...idp, a: "1", b: "2", groups: 5 }).outcome).toBe(
    "refused",
  );
});

test("Kubernetes: a name made from an e-mail address must check whether it is verified", () => {
  const text = (rule: string) =>
    `kind: AuthenticationConfiguration\njwt:\n  - issuer: { url: https://idp.example, audiences: [orders] }\n${rule}    claimMappings:\n      username: { expression: "claims.email" }\n`;
  const at = presented({ ...idp, email: "a@b.example", email_verified: true });
  const rule = `    claimValidationRules:\n      - expression: "claims.?email_verified.orValue(true)"\n`;
  expect(judged(text(""), at).outcome).toBe("refused");
  expect(judged(text(rule), at).outcome).toBe("accepted");
});
