import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const classic = (more: object) => ({
  name: "Orders",
  api_id: "1",
  enable_jwt: true,
  jwt_signing_method: "rsa",
  jwt_source: "https://id.example/keys",
  jwt_identity_base_field: "",
  jwt_policy_field_name: "pol",
  jwt_default_policies: [],
  jwt_disable_issued_at_validation: false,
  ...more,
});
const claims = {
  iss: "https://id.example",
  sub: "1",
  aud: "api",
  pol: "p1",
  level: 3,
  user: { tier: "gold" },
  perms: ["read", "write"],
};
const outcome = (text: object, change: object = {}, more: object = {}) =>
  judged(text, presented({ ...claims, ...change }, more));
const NOW = 1_800_000_000;

describe("a classic API definition of Tyk", () => {
  it.each<[object, object, object, string]>([
    [{}, {}, {}, "accepted"],
    [{}, { iss: "x", aud: "x" }, {}, "accepted"],
    [{ jwt_signing_method: "hmac" }, {}, {}, "refused"],
    [{ jwt_signing_method: "" }, {}, {}, "refused"],
    [{ jwt_signing_method: "ecdsa" }, {}, { alg: "ES256" }, "accepted"],
    [{}, {}, { alg: "PS256" }, "unknown"],
    [{}, { pol: undefined }, {}, "refused"],
    [{ jwt_default_policies: ["p2"] }, { pol: undefined }, {}, "accepted"],
    [{ jwt_policy_field_name: "", jwt_client_base_field: "azp" }, {}, {}, "unknown"],
    [{ jwt_identity_base_field: "email", jwt_skip_kid: true }, { sub: undefined }, {}, "refused"],
    [{ jwt_identity_base_field: "email", jwt_skip_kid: true }, {}, {}, "accepted"],
    [{ jwt_identity_base_field: "email" }, { sub: undefined }, {}, "unknown"],
    [{ jwt_expires_at_validation_skew: 30 }, { exp: NOW - 20 }, {}, "accepted"],
    [{ jwt_issued_at_validation_skew: 30 }, { exp: NOW - 20 }, {}, "refused"],
    [{}, { exp: undefined }, {}, "accepted"],
    [{ jwt_not_before_validation_skew: 30 }, { nbf: NOW + 20 }, {}, "accepted"],
    [{}, { iat: NOW + 20 }, {}, "refused"],
    [{ jwt_source: "" }, {}, {}, "unknown"],
    [{ jwt_guards: 1 }, {}, {}, "unknown"],
  ])("%j, %j %j: %s", (more, change, at, expected) => {
    expect(outcome(classic(more), change, at).outcome).toBe(expected);
  });

  it("compares no audience, and needs a kid for keys from an address", () => {
    expect(readingOf(classic({})).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
    const bare = {
      ...presented({}).header!,
      members: presented({}).header!.members.filter(({ name }) => name !== "kid"),
    };
    expect(outcome(classic({}), {}, { header: bare }).outcome).toBe("refused");
    expect(outcome(classic({ jwt_source: "LS0tLS1CRUdJTg==" }), {}, { header: bare }).outcome).toBe("accepted");
    expect(() => readingOf(classic({ enable_jwt: false }))).toThrow("not read");
  });
});

describe("an OpenAPI document with x-tyk-api-gateway", () => {
  const document = (more: object) => ({
    openapi: "3.0.3",
    "x-tyk-api-gateway": {
      info: { name: "Orders" },
      server: {
        authentication: {
          enabled: true,
          securitySchemes: {
            jwtAuth: {
              enabled: true,
              signingMethod: "rsa",
              source: "https://id.example/keys",
              defaultPolicies: ["p"],
              ...more,
            },
            keys: { enabled: true, header: { name: "X" } },
          },
        },
      },
    },
  });
  const rule = (name: string, type: string, allowedValues: readonly unknown[] = [], more: object = {}) =>
    document({ customClaimValidation: { [name]: { type, allowedValues, ...more } } });
  it.each<[object, object, string]>([
    [document({}), {}, "accepted"],
    [document({ allowedIssuers: ["https://id.example"] }), {}, "accepted"],
    [document({ allowedIssuers: ["https://id.example/"] }), {}, "refused"],
    [document({ allowedAudiences: ["x", "api"] }), {}, "accepted"],
    [document({ allowedAudiences: ["x"] }), {}, "refused"],
    [document({ allowedAudiences: [] }), {}, "accepted"],
    [document({ allowedSubjects: ["2"] }), {}, "refused"],
    [document({ jtiValidation: { enabled: true } }), {}, "refused"],
    [document({ jtiValidation: { enabled: true } }), { jti: "a" }, "accepted"],
    [document({ subjectClaims: ["email", "sub"], skipKid: true }), { sub: undefined }, "refused"],
    [rule("team", "required"), {}, "refused"],
    [rule("user.tier", "exact_match", ["silver", "gold"]), {}, "accepted"],
    [rule("user.tier", "exact_match", ["silver"]), {}, "refused"],
    [rule("level", "exact_match", [3]), {}, "accepted"],
    [rule("level", "exact_match", ["3"]), {}, "refused"],
    [rule("perms", "contains", ["write", "x"]), {}, "accepted"],
    [rule("perms", "contains", ["wri"]), {}, "refused"],
    [rule("pol", "contains", ["1"]), {}, "accepted"],
    [rule("perms.1", "exact_match", ["write"]), {}, "accepted"],
    [rule("team", "required", [], { nonBlocking: true }), {}, "accepted"],
    [document({ guards: 1 }), {}, "unknown"],
  ])("%#: %s", (text, change, expected) => {
    expect(outcome(text, change).outcome).toBe(expected);
  });

  it("is read as YAML, and names both values", () => {
    const yaml = `x-tyk-api-gateway:\n  server:\n    authentication:\n      enabled: true\n      securitySchemes:\n        jwtAuth:\n          enabled: true\n          signingMethod: rsa\n          source: https://id.example/keys\n          defaultPolicies: [p]\n          allowedAudiences: [shop]\n`;
    expect(readingOf(yaml).kind).toBe("tyk");
    expect(judged(yaml, presented(claims)).about).toMatchObject({ claim: "aud", token: "api", wanted: "shop" });
    expect(readingOf(yaml).dangers).toEqual([]);
  });
});
