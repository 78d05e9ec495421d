import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

const filter = (rules: string) => `
providers:
  one: {issuer: "https://idp.example", audiences: [orders], remote_jwks: {}}
  two: {issuer: "https://other.example", audiences: [orders], remote_jwks: {}}
rules: [${rules}]
`;

test.each([
  ["", "accepted"],
  [
    "{match: {prefix: /}, requires: {requires_any: {requirements: [{provider_name: two}, {allow_missing: {}}]}}}",
    "refused",
  ],
  [
    "{match: {prefix: /}, requires: {requires_any: {requirements: [{provider_name: one}, {allow_missing: {}}]}}}",
    "accepted",
  ],
  ["{match: {prefix: /}, requires: {allow_missing: {}}}", "accepted"],
  ["{match: {prefix: /}, requires: {allow_missing_or_failed: {}}}", "accepted"],
  ["{match: {prefix: /}, requirement_name: x}", "unknown"],
  ["{match: {prefix: /}, requires: {provider_name: one}}", "accepted"],
  ["{match: {prefix: /}, requires: {provider_name: two}}", "refused"],
  [
    "{match: {prefix: /}, requires: {requires_any: {requirements: [{provider_name: one}, {provider_name: two}]}}}",
    "accepted",
  ],
  [
    "{match: {prefix: /}, requires: {requires_all: {requirements: [{provider_name: one}, {provider_name: two}]}}}",
    "refused",
  ],
  ["{match: {prefix: /}, requires: {provider_and_audiences: {provider_name: one, audiences: [x]}}}", "refused"],
  [
    "{match: {prefix: /a}, requires: {provider_name: one}}, {match: {prefix: /}, requires: {provider_name: two}}",
    "unknown",
  ],
  [
    "{match: {prefix: /a}, requires: {provider_name: two}}, {match: {prefix: /}, requires: {provider_name: two}}",
    "refused",
  ],
])("Envoy: %s is %s", (rules, outcome) => {
  expect(outcomes(filter(rules), idp).outcome).toBe(outcome);
});

test.each([
  ["https://api.example/", "api.example", "accepted"],
  ["http://api.example", "https://api.example/", "accepted"],
  ["api.example//", "api.example", "refused"],
  ["HTTPS://api.example", "https://api.example", "refused"],
  ["api.example/x", "api.example", "refused"],
])("Envoy: the audience %s where %s is required is %s", (aud, asked, outcome) => {
  const text = `providers: {one: {issuer: "https://idp.example", audiences: ["${asked}"], remote_jwks: {}}}\n`;
  expect(outcomes(text, { ...idp, aud }).outcome).toBe(outcome);
});

const expired = (rules: string) => outcomes(filter(rules), { ...idp, exp: 1000 }).outcome;

test("Envoy: a token that fails passes allow_missing_or_failed, and no other requirement", () => {
  expect(expired("{match: {prefix: /}, requires: {allow_missing_or_failed: {}}}")).toBe("accepted");
  expect(expired("{match: {prefix: /}, requires: {allow_missing: {}}}")).toBe("refused");
  expect(expired("{match: {prefix: /}}")).toBe("accepted");
  expect(expired("")).toBe("accepted");
});

test("Envoy: a file with only providers is judged; a whole filter without rules requires nothing, which is a danger", () => {
  const providers = `providers:\n  one: {issuer: "https://idp.example", audiences: [orders], remote_jwks: {}}\n`;
  expect(outcomes(providers, { ...idp, aud: "x" }).outcome).toBe("refused");
  expect(outcomes(`${providers}rules: []\n`, { ...idp, aud: "x" }).outcome).toBe("accepted");
  expect(readingOf(`${providers}rules: []\n`).dangers.map(({ claim }) => claim)).toContain("token");
});

test("Envoy: requirements by name", () => {
  const text = (rules: string) =>
    `providers:\n  one: {issuer: "https://idp.example", audiences: [orders], remote_jwks: {}}\nrequirement_map: {a: {provider_name: one}, b: {allow_missing_or_failed: {}}}\n${rules}`;
  expect(outcomes(text("rules: [{match: {prefix: /}, requirement_name: a}]\n"), { ...idp, aud: "x" }).outcome).toBe(
    "refused",
  );
  expect(outcomes(text("rules: [{match: {prefix: /}, requirement_name: b}]\n"), { ...idp, aud: "x" }).outcome).toBe(
    "accepted",
  );
  expect(outcomes(text(""), { ...idp, aud: "x" }).outcome).toBe("unknown");
});

test.each([
  ["subjects: {prefix: spiffe://a/}", { sub: "spiffe://a/b" }, "accepted"],
  ["subjects: {prefix: spiffe://a/}", { sub: "spiffe://b/b" }, "refused"],
  ["subjects: {exact: A, ignore_case: true}", { sub: "a" }, "accepted"],
  ["subjects: {safe_regex: {regex: 'a.c'}}", { sub: "abcd" }, "refused"],
  ["subjects: {custom: {}}", { sub: "a" }, "unknown"],
  ["require_expiration: true", { exp: undefined }, "refused"],
  ["max_lifetime: {seconds: 60}", {}, "refused"],
  ["max_lifetime: 3600s", {}, "accepted"],
])("Envoy: %s of %j is %s", (member, claims, outcome) => {
  const text = `providers:\n  one:\n    issuer: https://idp.example\n    audiences: [orders]\n    remote_jwks: {}\n    ${member}\n`;
  expect(outcomes(text, { ...idp, ...claims }).outcome).toBe(outcome);
});
