import { describe, expect, test } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const claims = { iss: "https://id.example", sub: "u1", aud: "app", scope: "openid orders.read", email: "a@id.example" };
const outcome = (text: string | object, change: object = {}, more: object = {}) =>
  judged(text, presented({ ...claims, ...change }, more));
const NOW = 1_800_000_000;

describe("Argo CD's oidc.config", () => {
  const map = (...lines: readonly string[]) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\ndata:\n  oidc.config: |\n    name: SSO\n    issuer: https://id.example\n    clientID: app\n    clientSecret: $oidc.secret\n${lines.map((line) => `    ${line}\n`).join("")}`;
  test.each<[readonly string[], object, object, string]>([
    [[], {}, {}, "accepted"],
    [[], { aud: "other" }, {}, "refused"],
    [[], { iss: "https://id.example/" }, {}, "refused"],
    [["cliClientID: cli"], { aud: ["cli"] }, {}, "accepted"],
    [["allowedAudiences: [api]"], {}, {}, "refused"],
    [["allowedAudiences: [api]"], { aud: "api" }, {}, "accepted"],
    [[], { aud: undefined }, {}, "refused"],
    [["skipAudienceCheckWhenTokenHasNoAudience: true"], { aud: undefined }, {}, "accepted"],
    [["skipAudienceCheckWhenTokenHasNoAudience: true"], { aud: "other" }, {}, "refused"],
    [[], { nbf: NOW + 200 }, {}, "accepted"],
    [[], { exp: NOW }, {}, "refused"],
    [[], {}, { alg: "ES256" }, "unknown"],
    [[], {}, { alg: "HS256" }, "refused"],
    [["guards: 1"], {}, {}, "unknown"],
  ])("%j, %j %j: %s", (lines, change, more, expected) => {
    expect(readingOf(map(...lines)).kind).toBe("argocd");
    expect(outcome(map(...lines), change, more).outcome).toBe(expected);
  });

  test("is read without the resource around it, and another file with an issuer and a client is not taken for it", () => {
    const own = `name: SSO\nissuer: https://id.example\nclientID: app\nrequestedScopes: [openid]\n`;
    expect(outcome(own, { aud: "x" }).about).toMatchObject({ claim: "aud", token: "x", wanted: "app" });
    expect(() => readingOf({ issuer: "https://id.example", clientID: "app" })).toThrow("not read");
  });
});

describe("Contour's HTTPProxy", () => {
  const proxy = (provider: string, routes = "") =>
    `apiVersion: projectcontour.io/v1\nkind: HTTPProxy\nmetadata: {name: a}\nspec:\n  virtualhost:\n    fqdn: a.example\n    jwtProviders:\n    - name: p\n      issuer: https://id.example\n      remoteJWKS: {uri: https://id.example/k}\n      ${provider}\n${routes}`;
  test.each([
    ["default: true", {}, "accepted"],
    ["default: true", { iss: "https://id.example/" }, "refused"],
    ["audiences: [https://app/]", {}, "accepted"],
    ["audiences: [shop]", {}, "refused"],
    ["guards: 1", {}, "unknown"],
  ])("%s, %j: %s", (provider, change, expected) => {
    expect(outcome(proxy(provider), change).outcome).toBe(expected);
  });

  test("says if no route requires the provider", () => {
    const dangers = (text: string) => readingOf(text).dangers.map(({ claim }) => claim);
    expect(dangers(proxy("audiences: [app]"))).toEqual(["token"]);
    expect(dangers(proxy("audiences: [app]\n      default: true"))).toEqual([]);
    expect(dangers(proxy("audiences: [app]", "  routes:\n  - jwtVerificationPolicy: {require: p}\n"))).toEqual([]);
  });
});

describe("Elasticsearch's JWT realm", () => {
  const realm = (type: string, ...lines: readonly string[]) =>
    `xpack:\n  security:\n    authc:\n      realms:\n        jwt:\n          r1:\n            order: 1\n            token_type: ${type}\n            allowed_issuer: https://id.example\n            allowed_audiences: [app, api]\n            claims.principal: sub\n${lines.map((line) => `            ${line}\n`).join("")}`;
  test.each<[string, string, object, object, string]>([
    ["id_token", "order: 2", {}, {}, "accepted"],
    ["id_token", "order: 2", { aud: ["x"] }, {}, "refused"],
    ["id_token", "order: 2", { iss: "https://id.example/" }, {}, "refused"],
    ["id_token", "order: 2", { sub: undefined }, {}, "refused"],
    ["id_token", "order: 2", { iat: undefined }, {}, "refused"],
    ["id_token", "order: 2", { exp: NOW - 30 }, {}, "accepted"],
    ["id_token", "allowed_clock_skew: 10s", { exp: NOW - 30 }, {}, "refused"],
    ["id_token", "order: 2", {}, { alg: "ES256" }, "refused"],
    ["id_token", "allowed_signature_algorithms: [ES256]", {}, { alg: "ES256" }, "accepted"],
    ["id_token", "required_claims.email: a@id.example", {}, {}, "accepted"],
    ["id_token", "required_claims.email: [b@id.example]", {}, {}, "refused"],
    ["id_token", "required_claims.team: x", {}, {}, "refused"],
    ["access_token", "allowed_subjects: [u1]", {}, {}, "accepted"],
    ["access_token", "allowed_subjects: [u2]", {}, {}, "refused"],
    ["access_token", "allowed_subject_patterns: ['u*']", {}, {}, "accepted"],
    ["access_token", "allowed_subject_patterns: ['x*']", {}, {}, "refused"],
    ["access_token", "allowed_subject_patterns: ['/u[0-9]/']", {}, {}, "unknown"],
    [
      "access_token",
      "allowed_subjects: [u1]\n            fallback_claims.aud: scope",
      { aud: undefined, scope: "api" },
      {},
      "accepted",
    ],
    ["access_token", "allowed_subjects: [u1]", { nbf: NOW + 500 }, {}, "accepted"],
    ["id_token", "claim_patterns.principal: '^(.*)@'", {}, {}, "unknown"],
    ["id_token", "guards: 1", {}, {}, "unknown"],
  ])("%s, %s, %j %j: %s", (type, line, change, more, expected) => {
    expect(readingOf(realm(type, line)).kind).toBe("elasticsearch");
    expect(outcome(realm(type, line), change, more).outcome).toBe(expected);
  });

  test("is read with dots in its names, and names both values", () => {
    const dotted = `xpack.security.authc.realms.jwt.r1.order: 1\nxpack.security.authc.realms.jwt.r1.allowed_issuer: https://id.example\nxpack.security.authc.realms.jwt.r1.allowed_audiences: shop,web\nxpack.security.authc.realms.jwt.r1.claims.principal: sub\n`;
    expect(outcome(dotted).about).toMatchObject({ claim: "aud", token: "app", wanted: "shop" });
  });
});

describe("Oathkeeper's authenticator jwt", () => {
  const rule = (config: object, ...others: readonly object[]) => [
    {
      id: "r",
      match: { url: "http://a/<.*>" },
      authenticators: [{ handler: "jwt", config: { jwks_urls: ["https://id.example/k"], ...config } }, ...others],
    },
  ];
  test.each<[object, object, string]>([
    [{ trusted_issuers: ["https://id.example"], target_audience: ["app"] }, {}, "accepted"],
    [{ trusted_issuers: ["https://id.example/"] }, {}, "refused"],
    [{ target_audience: ["app", "api"] }, {}, "refused"],
    [{ target_audience: ["app", "api"] }, { aud: ["api", "app"] }, "accepted"],
    [{ required_scope: ["orders.read"], scope_strategy: "exact" }, {}, "accepted"],
    [{ required_scope: ["orders.read"] }, {}, "refused"],
    [{ required_scope: ["orders.write"], scope_strategy: "exact" }, {}, "refused"],
    [{ required_scope: ["orders.write"], scope_strategy: "exact" }, { scp: ["orders.write"] }, "accepted"],
    [{ required_scope: ["orders.read"], scope_strategy: "exact" }, { scp: ["other"] }, "refused"],
    [{ required_scope: ["orders.read.all"], scope_strategy: "hierarchic" }, {}, "accepted"],
    [{ allowed_algorithms: ["ES256"] }, {}, "refused"],
    [{ guards: 1 }, {}, "unknown"],
  ])("%j, %j: %s", (config, change, expected) => {
    expect(readingOf(rule(config)).kind).toBe("oathkeeper");
    expect(outcome(rule(config), change).outcome).toBe(expected);
  });

  test("has the server's settings where a rule has none, and says that another handler lets everybody in", () => {
    const server = `authenticators:\n  jwt:\n    enabled: true\n    config:\n      jwks_urls: [https://id.example/k]\n      trusted_issuers: [https://other.example]\n`;
    expect(outcome(server).outcome).toBe("refused");
    expect(
      readingOf(rule({ target_audience: ["app"] }, { handler: "anonymous" })).dangers.map(({ claim }) => claim),
    ).toEqual(["token"]);
  });
});

describe("an auth method of Nomad or Consul", () => {
  const method = (config: object) => ({
    Name: "m",
    Type: "JWT",
    Config: { JWKSURL: "https://id.example/k", BoundAudiences: ["app"], ...config },
  });
  test.each<[object, object, object, string]>([
    [{}, {}, {}, "accepted"],
    [{}, { aud: "x" }, {}, "refused"],
    [{ BoundIssuer: ["https://a.example", "https://id.example"] }, {}, {}, "accepted"],
    [{ BoundIssuer: "https://id.example/" }, {}, {}, "refused"],
    [{}, {}, { alg: "ES256" }, "refused"],
    [{ JWTSupportedAlgs: ["ES256"] }, {}, { alg: "ES256" }, "accepted"],
    [{}, { exp: NOW - 50 }, {}, "accepted"],
    [{ ClockSkewLeeway: "10s" }, { exp: NOW - 50 }, {}, "refused"],
    [{ Guards: 1 }, {}, {}, "unknown"],
  ])("%j, %j %j: %s", (config, change, more, expected) => {
    expect(readingOf(method(config)).kind).toBe("nomad");
    expect(outcome(method(config), change, more).outcome).toBe(expected);
  });
});
