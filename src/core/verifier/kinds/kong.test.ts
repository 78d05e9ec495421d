import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("Kong: the credential is found by a claim, and only listed times are checked", () => {
  const text = (extra: string) =>
    `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", algorithm: RS256}\nplugins:\n  - {name: jwt, config: {${extra}}}\n`;
  expect(outcomes(text(""), { ...idp, exp: 5 }).outcome).toBe("accepted");
  expect(outcomes(text("claims_to_verify: [exp]"), { ...idp, exp: 5 }).outcome).toBe("refused");
  expect(outcomes(text("key_claim_name: client"), idp).sentence).toMatch(/no client/);
});

test("Kong: a credential without an algorithm is for HS256", () => {
  const text = `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", secret: s}\nplugins:\n  - {name: jwt, config: {}}\n`;
  expect(outcomes(text, idp).by["algorithm"]).toBe("unmet");
  expect(outcomes(text, idp, { alg: "HS256" }).outcome).toBe("accepted");
});

const secret = (body: string, labels = "labels: {konghq.com/credential: jwt}") =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: s, ${labels}}\n${body}`;
const crd = (config = "") =>
  `apiVersion: configuration.konghq.com/v1\nkind: KongPlugin\nmetadata: {name: j}\nplugin: jwt\nconfig: {${config}}\n`;

test.each([
  ["stringData", "stringData: {key: KEY, algorithm: RS256, rsa_public_key: p}", undefined],
  ["its older type", "stringData: {kongCredType: jwt, key: KEY, algorithm: RS256, rsa_public_key: p}", "labels: {}"],
  ["Base64", `data: {kongCredType: and0, key: ${btoa("KEY")}, algorithm: UlMyNTY=}`, "labels: {}"],
])("Kong: a credential in a Secret, by %s", (_, body, labels) => {
  const of = (key: string) =>
    `${crd("claims_to_verify: [exp]")}---\n${secret(body.replace(btoa("KEY"), btoa(key)).replace("KEY", key), labels)}`;
  expect(outcomes(of("https://idp.example"), idp).outcome).toBe("accepted");
  expect(outcomes(of("https://idp.example/"), idp).outcome).toBe("refused");
  expect(outcomes(of("https://idp.example"), idp, { alg: "ES256" }).outcome).toBe("refused");
});

test("Kong: another Secret is not one of its credentials, and a single one is read", () => {
  const basic = secret("stringData: {username: u, password: p}", "labels: {konghq.com/credential: basic-auth}");
  expect(outcomes(`${crd()}---\n${basic}`, idp).outcome).toBe("unknown");
  expect(outcomes(`${crd()}---\n${basic}`, { ...idp, iss: undefined }).outcome).toBe("refused");
  expect(outcomes(secret("stringData: {key: https://idp.example, algorithm: RS256}"), idp).outcome).toBe("accepted");
});

test("Kong: the credential's key is a string under exactly this name, otherwise from the header", () => {
  const text = (claim: string) =>
    `consumers:\n  - jwt_secrets:\n      - {key: k1, algorithm: RS256}\nplugins:\n  - {name: jwt, config: {key_claim_name: ${claim}}}\n`;
  expect(outcomes(text("kid"), idp).outcome).toBe("accepted");
  expect(outcomes(text("kid"), { ...idp, kid: "other" }).outcome).toBe("refused");
  expect(outcomes(text("a.b"), { ...idp, a: { b: "k1" } }).outcome).toBe("refused");
  expect(outcomes(text("ids"), { ...idp, ids: ["k1"] }).outcome).toBe("refused");
});

test("Kong: its clock has no leeway, and with anonymous a request continues", () => {
  const text = (more: string) =>
    `consumers:\n  - jwt_secrets:\n      - {key: "https://idp.example", algorithm: RS256}\nplugins:\n  - {name: jwt, config: {claims_to_verify: [exp]${more}}}\n`;
  const late = { ...idp, exp: presented({}).now - 1 };
  expect(outcomes(text(""), late, { leeway: 60 }).outcome).toBe("refused");
  expect(outcomes(text(", anonymous: guest"), late).outcome).toBe("unknown");
  expect(outcomes(text(", anonymous: guest"), idp).outcome).toBe("accepted");
  expect(outcomes(text(", anonymous: null"), late).outcome).toBe("refused");
  expect(readingOf(text(", anonymous: guest")).dangers.map(({ claim }) => claim)).toContain("token");
});

const openId = (config: string) =>
  `_format_version: "3.0"\nplugins:\n  - name: openid-connect\n    config: {issuer: "https://idp.example/.well-known/openid-configuration", client_id: [x], ${config}}\n`;

test.each<[string, object, string]>([
  ["", {}, "accepted"],
  ["audience_required: [orders]", {}, "accepted"],
  ["audience_required: [x]", {}, "refused"],
  ["scopes_required: [read write]", { scope: "write read" }, "accepted"],
  ["scopes_required: [read write]", { scope: "read" }, "refused"],
  ["scopes_required: [read, write]", { scope: "read" }, "accepted"],
  ["roles_required: [admin], roles_claim: [realm_access, roles]", { realm_access: { roles: ["admin"] } }, "accepted"],
  ["roles_required: [admin], roles_claim: [realm_access, roles]", { "realm_access.roles": ["admin"] }, "refused"],
  ["groups_required: [a]", { groups: "a b" }, "unknown"],
  ["auth_methods: [session, authorization_code]", {}, "refused"],
  ["auth_methods: [bearer]", {}, "accepted"],
  ["claims_forbidden: [act]", { act: {} }, "refused"],
  ["max_age: 60", {}, "unknown"],
  ["consumer_claim: [sub]", {}, "unknown"],
  ["session_storage: redis, upstream_headers_claims: [sub]", {}, "accepted"],
  ["", { iss: "https://other.example" }, "unknown"],
  ["audience_required: [x]", { iss: "https://other.example" }, "refused"],
])("Kong's openid-connect: %s with %j is %s", (config, claims, outcome) => {
  expect(outcomes(openId(config), { ...idp, ...claims }).outcome).toBe(outcome);
});
