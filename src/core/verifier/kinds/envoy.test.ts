import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
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
])("Envoy: the audience %s where %s is asked for is %s", (aud, asked, outcome) => {
  const text = `providers: {one: {issuer: "https://idp.example", audiences: ["${asked}"], remote_jwks: {}}}\n`;
  expect(outcomes(text, { ...idp, aud }).outcome).toBe(outcome);
});
