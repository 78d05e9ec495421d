import { describe, expect, test } from "vitest";
import { GITHUB, readingOf } from "../../testing/verifier.ts";
import { VERIFIER_EXAMPLES } from "./examples.ts";
import { loadReader } from "./load-read.ts";

const { KINDS } = await loadReader();

const spring = (issuer: string) =>
  `spring: {security: {oauth2: {resourceserver: {jwt: {issuer-uri: "${issuer}", audiences: [api]}}}}}`;
const envoy = (issuer: string, rule = "provider_name: one") =>
  `providers: {one: {issuer: "${issuer}", audiences: [api], remote_jwks: {}}}\nrules: [{match: {prefix: /}, requires: {${rule}}}]`;
const kubernetes = (rules = "") =>
  `kind: AuthenticationConfiguration\njwt: [{issuer: {url: "${GITHUB}", audiences: [k]}, claimValidationRules: [${rules}], claimMappings: {username: {claim: sub, prefix: ""}}}]`;
const kong = (key: string, config: string) =>
  `consumers: [{jwt_secrets: [{key: "${key}", algorithm: RS256}]}]\nplugins: [{name: jwt, config: {${config}}}]`;
const vault = (more: object) => ({ role_type: "jwt", user_claim: "sub", bound_audiences: ["v"], ...more });
const settings = (more: object) => ({
  TokenValidationParameters: { ValidIssuer: "https://idp.example", ValidAudience: "api", ...more },
});
const authorizer = (issuer: string) => ({ JwtConfiguration: { Issuer: issuer, Audience: ["api"] } });
const istio = (issuer: string, rules: string) => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
spec: {jwtRules: [{issuer: "${issuer}", audiences: [api]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p}
spec: {action: ALLOW, rules: [${rules}]}
`;
const when = (claim: string, ...values: readonly string[]) =>
  `{when: [{key: "request.auth.claims[${claim}]", values: ${JSON.stringify(values)}}]}`;
const flags = (more: string) => `kube-apiserver --oidc-issuer-url=${GITHUB} ${more}`;
const OWN = "https://idp.example";

/** What the files of some kinds usually leave open, and so do the examples. */
const LEFT_OPEN: Readonly<Record<string, readonly string[]>> = {
  apache: ["aud"],
  "php-jwt": ["aud"],
  "oauth2-proxy": ["email"],
  postgrest: ["aud"],
  traefik: ["aud"],
};

describe("what a configuration allows", () => {
  test.each<[string, string | object, readonly string[]]>([
    ["Spring trusts a shared issuer by its audience alone", spring(GITHUB), ["sub"]],
    ["Spring with an issuer of one's own", spring(OWN), []],
    ["Envoy trusts a shared issuer", envoy(GITHUB), ["sub"]],
    ["Envoy with an issuer of one's own", envoy(OWN), []],
    ["Envoy lets requests without a token pass", envoy(OWN, "allow_missing_or_failed: {}"), ["token"]],
    [
      "Envoy does so in an alternative",
      envoy(OWN, "requires_any: {requirements: [{provider_name: one}, {allow_missing: {}}]}"),
      ["token"],
    ],
    ["API Gateway trusts a shared issuer", authorizer("https://gitlab.com"), ["sub"]],
    ["API Gateway with an issuer of one's own", authorizer(OWN), []],
    ["Kubernetes trusts a shared issuer", kubernetes(), ["sub"]],
    ["Kubernetes requires the owner", kubernetes("{claim: repository_owner, requiredValue: blue}"), []],
    ["Kubernetes requires it in CEL", kubernetes("{expression: 'claims.repository_owner == \"blue\"'}"), []],
    ["Kubernetes' flags without a client id", flags("--oidc-required-claim=repository_owner=blue"), ["aud"]],
    ["Kubernetes' flags with a shared issuer", flags("--oidc-client-id=k"), ["sub"]],
    ["Kong verifies no exp", kong(OWN, ""), ["exp"]],
    ["Kong verifies exp", kong(OWN, "claims_to_verify: [exp]"), []],
    ["Kong trusts a shared issuer", kong(GITHUB, "claims_to_verify: [exp]"), ["sub"]],
    [
      "Vault accepts any subject of GitHub",
      vault({ bound_claims_type: "glob", bound_claims: { sub: "repo:*" } }),
      ["sub"],
    ],
    [
      "Vault accepts any project",
      vault({ bound_claims_type: "glob", bound_claims: { project_path: "*" } }),
      ["project_path"],
    ],
    ["Vault accepts any subject at all", vault({ bound_claims_type: "glob", bound_claims: { sub: "*" } }), ["sub"]],
    ["Vault accepts one owner", vault({ bound_claims_type: "glob", bound_claims: { sub: "repo:blue/*" } }), []],
    ["Vault compares a star literally", vault({ bound_claims: { project_path: "*" } }), []],
    ["ASP.NET checks no issuer", settings({ ValidateIssuer: false }), ["iss"]],
    ["ASP.NET checks no times", settings({ ValidateLifetime: false }), ["exp"]],
    ["ASP.NET accepts unsigned tokens", settings({ RequireSignedTokens: false }), ["alg"]],
    ["ASP.NET checks everything", settings({ ValidateIssuer: true }), []],
    ["Istio trusts a shared issuer", istio(GITHUB, when("aud", "api")), ["sub"]],
    ["Istio requires the owner", istio(GITHUB, when("repository_owner", "blue")), []],
    ["Istio requires a subject", istio(GITHUB, when("sub", "repo:blue/*")), []],
    ["Istio requires any subject", istio(GITHUB, when("sub", "repo:*")), ["sub"]],
    ["Istio has a rule that requires nothing", istio(OWN, "{}"), ["token"]],
    [
      "Istio requires a principal",
      istio(GITHUB, `{from: [{source: {requestPrincipals: ["${GITHUB}/repo:blue/kiln:ref:refs/heads/main"]}}]}`),
      [],
    ],
    [
      "Istio requires any principal",
      istio(GITHUB, `{from: [{source: {requestPrincipals: ["${GITHUB}/*"]}}]}`),
      ["sub"],
    ],
    ["GitHub's sub names no repository", { use_default: false, include_claim_keys: ["context"] }, ["sub"]],
    ["GitHub's sub names the workflow", { use_default: false, include_claim_keys: ["job_workflow_ref"] }, []],
  ])("%s", (_, configuration, claims) => {
    const { dangers } = readingOf(configuration);
    expect(dangers.map(({ claim }) => claim)).toEqual(claims);
    for (const { title, attack, range } of dangers) {
      expect(title).not.toBe("");
      // The attack is described in sentences.
      expect(attack).toMatch(/^["“A-Z].{20,}\.$/su);
      expect(range).not.toBeNull();
    }
  });

  test("is nothing for a sound configuration", () => {
    for (const { kind, configuration } of VERIFIER_EXAMPLES.filter((one) => KINDS.has(one.kind)))
      expect(
        readingOf(configuration).dangers.map(({ claim }) => claim),
        kind,
      ).toEqual(LEFT_OPEN[kind] ?? []);
  });
});
