import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("Hasura: claims under another name are found and named", () => {
  const settings = { type: "RS256", key: "k", audience: "orders", claims_namespace: "https://a.example" };
  const claims = {
    ...idp,
    "https://hasura.io/jwt/claims": { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] },
  };
  expect(judged(settings, presented(claims)).sentence).toMatch(/hasura\.io\/jwt\/claims/);
  expect(judged({ ...settings, claims_namespace: undefined }, presented(claims)).outcome).toBe("accepted");
});

test("Hasura: both its claims are required, in the configured form; Ed25519 is EdDSA", () => {
  const session = { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] };
  const judgedBy = (secret: object, claims: unknown, alg = "RS256") =>
    judged(
      { type: "RS256", key: "x", audience: "a", ...secret },
      presented({ aud: "a", "https://hasura.io/jwt/claims": claims }, { alg }),
    ).outcome;
  expect(judgedBy({}, session)).toBe("accepted");
  expect(judgedBy({}, { "X-Hasura-Default-Role": "user", "X-Hasura-Allowed-Roles": ["user"] })).toBe("accepted");
  expect(judgedBy({}, { "x-hasura-default-role": "user" })).toBe("refused");
  expect(judgedBy({}, JSON.stringify(session))).toBe("refused");
  expect(judgedBy({ claims_format: "stringified_json" }, JSON.stringify(session))).toBe("accepted");
  expect(judgedBy({ claims_format: "stringified_json" }, session)).toBe("refused");
  expect(judgedBy({ type: "Ed25519" }, session, "EdDSA")).toBe("accepted");
});

test("Hasura: another issuer is refused, no issuer passes", () => {
  const session = { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] };
  const outcome = (claims: object) =>
    judged(
      { type: "RS256", key: "x", audience: "a", issuer: "https://i.example" },
      presented({ aud: "a", "https://hasura.io/jwt/claims": session, ...claims }),
    ).outcome;
  expect(outcome({ iss: "https://i.example" })).toBe("accepted");
  expect(outcome({ iss: "https://other.example" })).toBe("refused");
  expect(outcome({})).toBe("accepted");
});

test("Hasura: with claims_map the roles come from other claims, and the namespace counts for nothing", () => {
  const outcome = (map: unknown, claims: object = {}, more: object = {}) =>
    judged(
      { type: "RS256", key: "x", audience: "a", claims_map: map, ...more },
      presented({ aud: "a", hasura: { all_roles: ["user"] }, ...claims }),
    ).outcome;
  const literal = { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] };
  expect(outcome(literal)).toBe("accepted");
  expect(outcome(literal, {}, { claims_namespace: "https://a.example" })).toBe("accepted");
  const byPath = {
    "x-hasura-allowed-roles": { path: "$.hasura.all_roles" },
    "X-Hasura-Default-Role": { path: "$.hasura.all_roles[0]" },
  };
  expect(outcome(byPath)).toBe("accepted");
  expect(outcome(byPath, { hasura: {} })).toBe("refused");
  expect(outcome({ ...byPath, "X-Hasura-Default-Role": { path: "$.no", default: "user" } })).toBe("accepted");
  expect(outcome({ ...byPath, "X-Hasura-Default-Role": { path: "$.hasura" } })).toBe("refused");
  expect(outcome({ ...byPath, "X-Hasura-Default-Role": { path: "$..role" } })).toBe("unknown");
  expect(outcome({ "x-hasura-default-role": "user" })).toBe("refused");
});

test.each([["x-hasura-default-role"], [["x-hasura-default-role"]], [1]])(
  "Hasura: reports a claims_map that is not an object: %j",
  (map) => {
    const { outcome, sentence } = judged(
      { type: "RS256", key: "x", audience: "a", claims_map: map },
      presented({ aud: "a" }),
    );
    expect(outcome).toBe("refused");
    expect(sentence).toContain("claims_map is not an object");
  },
);
