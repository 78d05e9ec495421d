import { describe, expect, test } from "vitest";
import { judged, presented, readingOf } from "../../testing/verifier.ts";
import { loadReader } from "./load-read.ts";

await loadReader();

const claims = {
  iss: "https://id.example/realms/shop",
  sub: "1",
  aud: "account",
  email: "ann@id.example",
  scope: "read",
  realm_access: { roles: ["user"] },
};
const outcome = (text: string, change: object = {}) => judged(text, presented({ ...claims, ...change }));

describe("oauth2-proxy's structured configuration", () => {
  const file = (more: string) =>
    `injectRequestHeaders: []\nproviders:\n  - id: kc\n    provider: oidc\n    clientID: shop\n    clientSecret: x\n    ${more}\n    oidcConfig:\n      issuerURL: https://id.example/realms/shop\n      audienceClaims: [aud]\n      emailClaim: email\n      extraAudiences: [api]\n`;
  test.each([
    ["code_challenge_method: S256", { aud: "shop" }, "accepted"],
    ["code_challenge_method: S256", { aud: "api" }, "accepted"],
    ["code_challenge_method: S256", {}, "refused"],
    ["code_challenge_method: S256", { aud: "shop", iss: "https://id.example/realms/shop/" }, "refused"],
    ["allowedGroups: [ops]", { aud: "shop", groups: ["dev"] }, "refused"],
    ["allowedGroups: [ops]", { aud: "shop", groups: ["ops"] }, "accepted"],
  ])("%s, %j: %s", (more, change, expected) => {
    expect(readingOf(file(more)).kind).toBe("oauth2-proxy");
    expect(outcome(file(more), change).outcome).toBe(expected);
  });

  test("names both values", () => {
    expect(outcome(file("x: 1")).about).toMatchObject({ claim: "aud", token: "account" });
  });
});

test("a member that starts like a directive of Apache makes no Apache file", () => {
  expect(() => readingOf("oidcThings:\n  a: 1\n")).toThrow("not read");
  expect(readingOf("OIDCClientID shop\nOIDCProviderIssuer https://id.example\n").kind).toBe("apache");
});

describe("mod_oauth2", () => {
  const file = (require: string, options = "") =>
    `OAuth2TokenVerify jwks_uri https://id.example/certs ${options}\n<Location /api>\n  AuthType oauth2\n  Require oauth2_claim ${require}\n</Location>\n`;
  test.each([
    ["aud:account", "", "accepted"],
    ["aud:shop", "", "refused"],
    ["scope~(^|\\s)read($|\\s)", "", "accepted"],
    ["realm_access.roles:admin", "", "refused"],
    ["aud:account", "verify.exp=optional", "unknown"],
  ])("%s %s: %s", (require, options, expected) => {
    expect(outcome(file(require, options)).outcome).toBe(expected);
  });
});

describe("nginx refuses by a variable that is made from the token", () => {
  const file = (more: string) =>
    `map $jwt_claim_iss $issuer { "https://id.example/realms/shop" good; default bad; }\nmap $issuer $verdict { good 1; default 0; }\nserver { location / { auth_jwt "x"; auth_jwt_key_file k; ${more} } }\n`;
  test.each([
    ["if ($issuer = bad) { return 403; }", {}, "accepted"],
    ["if ($issuer = bad) { return 403; }", { iss: "https://other.example" }, "refused"],
    ["if ($issuer != good) { return 401; }", { iss: "https://other.example" }, "refused"],
    ["if ($verdict = 0) { return 403; }", { iss: "https://other.example" }, "refused"],
    ["if ($request_method = POST) { return 403; }", {}, "accepted"],
  ])("%s, %j: %s", (more, change, expected) => {
    expect(outcome(file(more), change).outcome).toBe(expected);
  });
});

describe("Hasura's list of secrets", () => {
  const roles = { "https://hasura.io/jwt/claims": { "x-hasura-default-role": "u", "x-hasura-allowed-roles": ["u"] } };
  const secret = (issuer: string, audience?: string) => ({
    type: "RS256",
    jwk_url: "https://id.example/k",
    issuer,
    ...(audience && { audience }),
  });
  const env = (...secrets: readonly object[]) => `HASURA_GRAPHQL_JWT_SECRETS='${JSON.stringify(secrets)}'\n`;
  test.each([
    [env(secret("https://a.example"), secret("https://id.example/realms/shop")), "accepted"],
    [env(secret("https://a.example"), secret("https://b.example")), "refused"],
    [env(secret("https://a.example"), secret("https://id.example/realms/shop", "shop")), "refused"],
    [JSON.stringify([secret("https://a.example"), secret("https://id.example/realms/shop")]), "accepted"],
    [env(secret("https://id.example/realms/shop")), "accepted"],
  ])("%s: %s", (text, expected) => {
    expect(readingOf(text).kind).toBe("hasura");
    expect(outcome(text, roles).outcome).toBe(expected);
  });
});

test("Envoy's RBAC filter over claims is not called accepted", () => {
  const filters = (rbac: string) =>
    `http_filters:\n- name: envoy.filters.http.jwt_authn\n  typed_config:\n    "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication\n    providers:\n      p: {issuer: "https://id.example/realms/shop", audiences: [account], remote_jwks: {}, payload_in_metadata: jwt}\n    rules: [{match: {prefix: /}, requires: {provider_name: p}}]\n- name: envoy.filters.http.rbac\n  typed_config:\n    rules:\n      action: ALLOW\n      policies:\n        a:\n          permissions: [{any: true}]\n          principals: [${rbac}]\n`;
  const reads =
    "{metadata: {filter: envoy.filters.http.jwt_authn, path: [{key: jwt}, {key: azp}], value: {string_match: {exact: other}}}}";
  expect(outcome(filters(reads)).outcome).toBe("unknown");
  expect(outcome(filters(reads), { iss: "x" }).outcome).toBe("refused");
  expect(outcome(filters("{any: true}")).outcome).toBe("accepted");
});

describe("the identity provider of a cluster of Amazon EKS", () => {
  const forms = (client: string): readonly string[] => [
    `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: a}\nidentityProviders:\n  - name: kc\n    type: oidc\n    issuerUrl: https://id.example/realms/shop\n    clientId: ${client}\n    usernameClaim: sub\n    requiredClaims: {scope: read}\n`,
    `aws eks associate-identity-provider-config --cluster-name a --oidc identityProviderConfigName=kc,issuerUrl=https://id.example/realms/shop,clientId=${client},usernameClaim=sub\n`,
    `resource "aws_eks_identity_provider_config" "kc" {\n  cluster_name = "a"\n  oidc {\n    client_id                     = "${client}"\n    identity_provider_config_name = "kc"\n    issuer_url                    = "https://id.example/realms/shop"\n    username_claim                = "sub"\n  }\n}\n`,
    JSON.stringify({
      identityProviderConfig: {
        oidc: {
          identityProviderConfigName: "kc",
          issuerUrl: "https://id.example/realms/shop",
          clientId: client,
          status: "ACTIVE",
        },
      },
    }),
  ];
  test("compares issuer, client and claims as the API server does", () => {
    for (const text of forms("account")) {
      expect(readingOf(text).kind).toBe("kubernetes-authentication");
      expect(outcome(text).outcome, text).toBe("accepted");
    }
    for (const text of forms("kubernetes"))
      expect(outcome(text).about, text).toMatchObject({ claim: "aud", token: "account", wanted: "kubernetes" });
    expect(outcome(forms("account")[0] ?? "", { scope: "write" }).outcome).toBe("refused");
    expect(outcome(forms("account")[1] ?? "", { iss: "https://id.example/realms/shop/" }).outcome).toBe("refused");
  });
});

describe("Traefik's labels of a container", () => {
  const compose = (...labels: readonly string[]) =>
    `services:\n  api:\n    image: shop\n    labels:\n      - "traefik.enable=true"\n${labels.map((label) => `      - "traefik.http.middlewares.auth.plugin.jwt.${label}"\n`).join("")}`;
  test.each([
    [["issuers[0]=https://id.example/realms/shop", "require.aud=account"], "accepted"],
    [["issuers[0]=https://id.example/realms/shop", "require.aud=shop"], "refused"],
    [
      ["issuers[0]=https://other.example", "issuers[1]=https://id.example/realms/shop", "require.scope=read"],
      "accepted",
    ],
    [["jwksUrl=https://id.example/k", "claims=Equals(`aud`, `shop`)"], "refused"],
  ])("%j: %s", (labels, expected) => {
    expect(readingOf(compose(...labels)).kind).toBe("traefik");
    expect(outcome(compose(...labels)).outcome).toBe(expected);
  });
});

test("KrakenD's old name of the validator", () => {
  const file = (audience: string) =>
    JSON.stringify({
      endpoint: "/a",
      extra_config: {
        "github.com/devopsfaith/krakend-jose/validator": {
          alg: "RS256",
          "jwk-url": "https://id.example/k",
          audience: [audience],
        },
      },
    });
  expect(outcome(file("account")).outcome).toBe("accepted");
  expect(outcome(file("shop")).outcome).toBe("refused");
});
