import { expect, test } from "vitest";
import { judged, NOW, objectFrom, presented } from "../../testing/verifier.ts";
import { loadReader } from "./load-read.ts";

await loadReader();

/** A run on GitHub for an environment, in a repository whose subject has ids. */
const RUN = {
  iss: "https://token.actions.githubusercontent.com",
  aud: "sts.amazonaws.com",
  sub: "repo:Larch-Labs@31415/depot@92653:environment:staging",
  repository: "Larch-Labs/depot",
  repository_id: "92653",
  repository_owner: "Larch-Labs",
  repository_owner_id: "31415",
  environment: "staging",
  ref: "refs/heads/main",
  ref_type: "branch",
  event_name: "workflow_dispatch",
  job_workflow_ref: "Larch-Labs/pipes/.github/workflows/ship.yml@refs/tags/v3",
  actor: "moss",
};
const OLD_RUN = { ...RUN, sub: "repo:Larch-Labs/depot:environment:staging" };
const PIPELINE = {
  iss: "https://git.larch.example",
  aud: "https://vault.larch.example",
  sub: "project_path:larch/depot:ref_type:tag:ref:v1.4.0",
  project_path: "larch/depot",
  project_id: "817",
  namespace_path: "larch",
  ref: "v1.4.0",
  ref_type: "tag",
  ref_protected: "true",
};
const STAFF = {
  iss: "https://sso.larch.example/realms/staff",
  aud: ["account", "ledger-api"],
  azp: "ledger-web",
  typ: "Bearer",
  sub: "7d2c0d1e",
  preferred_username: "wren",
  email: "wren@larch.example",
  email_verified: false,
  scope: "openid ledger.read",
  groups: ["/finance/readers"],
  realm_access: { roles: ["viewer"] },
  resource_access: { "ledger-api": { roles: ["reader"] } },
};
const TENANT = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const CLIENT = "8c5a1d9e-1f43-4f0c-9d7b-5b1d2f6f7a10";
const ENTRA = {
  iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  aud: CLIENT,
  tid: TENANT,
  ver: "2.0",
  sub: "pairwise",
  oid: "0d9e6f1a",
  azp: "1b4e28ba",
  scp: "Ledger.Read",
};
const ACCOUNT = {
  iss: "https://kubernetes.default.svc.cluster.local",
  aud: ["vault"],
  sub: "system:serviceaccount:billing:worker",
  "kubernetes.io": { namespace: "billing", serviceaccount: { name: "worker", uid: "u" } },
};

const H = "token.actions.githubusercontent.com";
const awsRole = (condition: object, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::210987654321:oidc-provider/${H}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
        ...more,
      },
    ],
  });
const pool = (mapping: object, condition: string, more: object = {}): string =>
  JSON.stringify({
    name: "projects/77/locations/global/workloadIdentityPools/ci/providers/gh",
    attributeMapping: mapping,
    attributeCondition: condition,
    oidc: { issuerUri: RUN.iss, ...more },
  });
const GCP_AUD = "https://iam.googleapis.com/projects/77/locations/global/workloadIdentityPools/ci/providers/gh";
const security = (kind: string, spec: string): string =>
  `apiVersion: security.istio.io/v1\nkind: ${kind}\nmetadata:\n  name: ledger\nspec:\n${spec}`;

interface Situation {
  readonly text: string;
  readonly claims: object;
  readonly header?: object;
  readonly outcome: "accepted" | "refused" | "unknown";
  /** The last part of the name of the condition that the sentence is about, and what it says. */
  readonly about?: string;
  readonly says?: RegExp;
  /** Conditions that must be met besides. */
  readonly met?: readonly string[];
}

const SITUATIONS: Readonly<Record<string, Situation>> = {
  "AWS: the job has an environment, and the policy is for a branch": {
    text: awsRole({
      StringEquals: { [`${H}:aud`]: "sts.amazonaws.com", [`${H}:sub`]: "repo:Larch-Labs/depot:ref:refs/heads/main" },
    }),
    claims: OLD_RUN,
    outcome: "refused",
    about: `${H}:sub`,
    says: /differ|environment|ref/,
    met: [`${H}:aud`],
  },
  "AWS: a wildcard under StringEquals is a character": {
    text: awsRole({ StringEquals: { [`${H}:sub`]: "repo:Larch-Labs/*", [`${H}:aud`]: "sts.amazonaws.com" } }),
    claims: OLD_RUN,
    outcome: "refused",
    about: `${H}:sub`,
    says: /wildcard|StringLike|\*/,
  },
  "AWS: the organization's name in another case": {
    text: awsRole({
      StringLike: { [`${H}:sub`]: "repo:larch-labs/depot:*" },
      StringEquals: { [`${H}:aud`]: "sts.amazonaws.com" },
    }),
    claims: OLD_RUN,
    outcome: "refused",
    about: `${H}:sub`,
    says: /case|capital/,
  },
  "AWS: ids in the subject that the pattern does not have": {
    text: awsRole({
      StringLike: { [`${H}:sub`]: "repo:Larch-Labs/depot:*" },
      StringEquals: { [`${H}:aud`]: "sts.amazonaws.com" },
    }),
    claims: RUN,
    outcome: "refused",
    about: `${H}:sub`,
    says: /\bids?\b/,
  },
  "AWS: the audience of an action that asked for another": {
    text: awsRole({
      StringEquals: { [`${H}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${H}:sub`]: "repo:Larch-Labs/*" },
    }),
    claims: { ...OLD_RUN, aud: "https://github.com/Larch-Labs" },
    outcome: "refused",
    about: `${H}:aud`,
    says: /aud/,
    met: [`${H}:sub`],
  },
  "AWS: AssumeRole lets no token in": {
    text: awsRole({ StringEquals: { [`${H}:aud`]: "sts.amazonaws.com" } }, { Action: "sts:AssumeRole" }),
    claims: OLD_RUN,
    outcome: "refused",
    about: "Action",
    says: /AssumeRoleWithWebIdentity/,
  },
  "AWS: EKS service account of another namespace": {
    text: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "arn:aws:iam::210987654321:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB12" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "oidc.eks.eu-west-1.amazonaws.com/id/AB12:sub": "system:serviceaccount:default:worker",
              "oidc.eks.eu-west-1.amazonaws.com/id/AB12:aud": "sts.amazonaws.com",
            },
          },
        },
      ],
    }),
    claims: { ...ACCOUNT, iss: "https://oidc.eks.eu-west-1.amazonaws.com/id/AB12", aud: ["sts.amazonaws.com"] },
    outcome: "refused",
    about: "AB12:sub",
    says: /billing/,
  },
  "Entra: the credential's subject is for a branch, the run has an environment": {
    text: JSON.stringify({
      name: "depot-main",
      issuer: RUN.iss,
      subject: "repo:Larch-Labs/depot:ref:refs/heads/main",
      audiences: ["api://AzureADTokenExchange"],
    }),
    claims: { ...OLD_RUN, aud: "api://AzureADTokenExchange" },
    outcome: "refused",
    about: "subject",
    says: /sub/,
    met: ["audiences", "issuer"],
  },
  "Entra: the issuer has a slash too many": {
    text: JSON.stringify({
      name: "depot",
      issuer: `${RUN.iss}/`,
      subject: OLD_RUN.sub,
      audiences: ["api://AzureADTokenExchange"],
    }),
    claims: { ...OLD_RUN, aud: "api://AzureADTokenExchange" },
    outcome: "refused",
    about: "issuer",
    says: /slash/,
  },
  "Google: the mapping is there, the condition names another owner": {
    text: pool(
      { "google.subject": "assertion.sub", "attribute.repository": "assertion.repository" },
      "assertion.repository_owner == 'larch-labs'",
    ),
    claims: { ...RUN, aud: GCP_AUD },
    outcome: "refused",
    about: "attributeCondition",
    says: /repository_owner/,
  },
  "Google: the condition reads an attribute that is not mapped": {
    text: pool({ "google.subject": "assertion.sub" }, "attribute.repository == 'Larch-Labs/depot'"),
    claims: { ...RUN, aud: GCP_AUD },
    outcome: "refused",
    says: /attribute\.repository|repository/,
  },
  "Google: the audience is the provider's own, and the token asks for a service": {
    text: pool({ "google.subject": "assertion.sub" }, "assertion.repository_owner_id == '31415'"),
    claims: RUN,
    outcome: "refused",
    says: /aud/,
  },
  "Google: a subject of over 127 characters": {
    text: pool({ "google.subject": "assertion.job_workflow_ref + assertion.sub" }, "true"),
    claims: { ...RUN, aud: GCP_AUD, sub: `${RUN.sub}${"y".repeat(80)}` },
    outcome: "refused",
    about: "google.subject",
    says: /127/,
  },
  "Vault: a list in the role, a string in the token": {
    text: JSON.stringify({
      role_type: "jwt",
      user_claim: "project_path",
      bound_audiences: ["https://vault.larch.example"],
      bound_claims: { ref_type: "branch", project_id: ["816", "817"] },
    }),
    claims: PIPELINE,
    outcome: "refused",
    about: "ref_type",
    says: /tag.*branch|branch.*tag/,
    met: ["project_id", "bound_audiences"],
  },
  "Vault: a boolean for a claim that is a string": {
    text: `vault write auth/jwt/role/depot - <<EOF
{"role_type":"jwt","user_claim":"sub","bound_audiences":"https://vault.larch.example","bound_claims":{"ref_protected":true}}
EOF`,
    claims: PIPELINE,
    outcome: "refused",
    about: "ref_protected",
    says: /string in the token and a boolean/,
  },
  "Vault: a glob without bound_claims_type": {
    text: JSON.stringify({
      role_type: "jwt",
      user_claim: "sub",
      bound_audiences: ["https://vault.larch.example"],
      bound_claims: { ref: "v*" },
    }),
    claims: PIPELINE,
    outcome: "refused",
    about: "ref",
    says: /glob|wildcard|\*/,
  },
  "Kubernetes: a prefix with the claim email asks for email_verified": {
    text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://sso.larch.example/realms/staff
      audiences: [ledger-api]
    claimMappings:
      username:
        claim: email
        prefix: "oidc:"
`,
    claims: STAFF,
    outcome: "refused",
    says: /email_verified/,
  },
  "Kubernetes: a rule over a claim that the token lacks": {
    text: `apiVersion: apiserver.config.k8s.io/v1beta1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://sso.larch.example/realms/staff
      audiences: [ledger-api, account]
      audienceMatchPolicy: MatchAny
    claimMappings:
      username: { expression: "claims.preferred_username" }
    claimValidationRules:
      - expression: "claims.hd == 'larch.example'"
        message: only staff
`,
    claims: STAFF,
    outcome: "refused",
    says: /hd/,
  },
  "Istio: a principal with the wrong issuer": {
    text: `${security("RequestAuthentication", "  jwtRules:\n    - issuer: https://sso.larch.example/realms/staff\n      audiences:\n        - ledger-api\n")}---\n${security("AuthorizationPolicy", '  action: ALLOW\n  rules:\n    - from:\n        - source:\n            requestPrincipals: ["https://sso.larch.example/realms/partners/*"]\n')}`,
    claims: STAFF,
    outcome: "refused",
    about: "requestPrincipals",
    says: /staff.*partners|partners.*staff|differ/,
    met: ["issuer", "audiences"],
  },
  "Istio: a role in a nested list": {
    text: security(
      "AuthorizationPolicy",
      "  rules:\n    - when:\n        - key: request.auth.claims[realm_access][roles]\n          values: [admin]\n",
    ),
    claims: STAFF,
    outcome: "refused",
    about: "request.auth.claims[realm_access][roles]",
    says: /viewer.*admin|admin/,
  },
  "Envoy: an audience that the provider does not list": {
    text: `http_filters:
  - name: envoy.filters.http.jwt_authn
    typed_config:
      "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
      providers:
        sso:
          issuer: https://sso.larch.example/realms/staff
          audiences: [ledger]
          remote_jwks: { http_uri: { uri: https://sso.larch.example/keys, cluster: sso, timeout: 1s } }
      rules:
        - match: { prefix: / }
          requires: { provider_name: sso }
`,
    claims: STAFF,
    outcome: "refused",
    about: "audiences",
    says: /ledger-api.*ledger|ledger/,
    met: ["issuer"],
  },
  "Envoy Gateway: a list claim compared as a string": {
    text: `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata: { name: ledger }
spec:
  jwt:
    providers:
      - name: sso
        issuer: https://sso.larch.example/realms/staff
        remoteJWKS: { uri: https://sso.larch.example/keys }
  authorization:
    defaultAction: Deny
    rules:
      - name: readers
        action: Allow
        principal:
          jwt:
            provider: sso
            claims:
              - name: groups
                values: [/finance/readers]
`,
    claims: STAFF,
    outcome: "refused",
    about: "groups",
    says: /StringArray/,
  },
  "Spring: the issuer's port is missing": {
    text: `spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: https://sso.larch.example:8443/realms/staff
          audiences: ledger-api
`,
    claims: STAFF,
    outcome: "refused",
    about: "issuer-uri",
    says: /iss/,
    met: ["audiences"],
  },
  "Spring: ES256 is not taken without jws-algorithms": {
    text: "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://sso.larch.example/keys\n",
    claims: STAFF,
    header: { alg: "ES256", kid: "k1" },
    outcome: "refused",
    about: "alg",
    says: /ES256.*RS256/,
  },
  "Quarkus: the token's audience is another client's": {
    text: `quarkus.oidc.auth-server-url=https://sso.larch.example/realms/staff
quarkus.oidc.client-id=ledger
quarkus.oidc.token.audience=ledger
`,
    claims: STAFF,
    outcome: "refused",
    about: "quarkus.oidc.token.audience",
    says: /ledger/,
    met: ["quarkus.oidc.auth-server-url"],
  },
  "Quarkus OIDC: a token without iat": {
    text: "quarkus.oidc.auth-server-url=https://sso.larch.example/realms/staff\n",
    claims: { ...STAFF, iat: undefined },
    outcome: "refused",
    about: "iat",
    says: /no iat/,
  },
  "ASP.NET: the App ID URI is expected of a v2.0 token": {
    text: JSON.stringify({
      AzureAd: {
        Instance: "https://login.microsoftonline.com/",
        TenantId: TENANT,
        ClientId: CLIENT,
        Audience: "api://ledger",
      },
    }),
    claims: ENTRA,
    outcome: "refused",
    about: "Audience",
    says: /aud/,
    met: ["TenantId"],
  },
  "ASP.NET: the authority lacks the issuer's slash": {
    text: JSON.stringify({
      Authentication: {
        Schemes: {
          Bearer: {
            Authority: "https://larch.eu.auth0.com",
            ValidAudience: "https://ledger",
            ValidIssuer: "https://larch.eu.auth0.com",
          },
        },
      },
    }),
    claims: { ...STAFF, iss: "https://larch.eu.auth0.com/", aud: "https://ledger" },
    outcome: "accepted",
    met: ["ValidIssuer"],
  },
  "Kong: the credential's key is the client, and iss is looked for": {
    text: `_format_version: "3.0"
consumers:
  - username: web
    jwt_secrets:
      - key: ledger-web
        algorithm: RS256
plugins:
  - name: jwt
    config: { claims_to_verify: [exp] }
`,
    claims: STAFF,
    outcome: "refused",
    about: "key",
    says: /iss/,
  },
  "Kong: a token that lives longer than maximum_expiration": {
    text: `_format_version: "3.0"
consumers:
  - username: web
    jwt_secrets:
      - key: https://sso.larch.example/realms/staff
        algorithm: RS256
plugins:
  - name: jwt
    config: { claims_to_verify: [exp], maximum_expiration: 300 }
`,
    claims: STAFF,
    outcome: "refused",
    about: "maximum_expiration",
    says: /600.*300/,
  },
  "APISIX: tokens have no claim named key": {
    text: JSON.stringify({
      username: "web",
      plugins: { "jwt-auth": { key: "ledger-web", algorithm: "RS256", public_key: "x" } },
    }),
    claims: STAFF,
    outcome: "refused",
    about: "key",
    says: /no key/,
  },
  "Traefik: a claim joined with a wrong prefix": {
    text: `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: jwt }
spec:
  plugin:
    jwt:
      jwksUrl: https://sso.larch.example/keys
      claims: Equals(\`iss\`, \`https://sso.larch.example/realms/staff\`) && Contains(\`groups\`, \`finance\`)
`,
    claims: STAFF,
    outcome: "refused",
    says: /groups/,
  },
  "nginx: auth_jwt_require over a map": {
    text: `map $jwt_claim_azp $is_web {
  "ledger-cli" 1;
  default 0;
}
server {
  location /ledger {
    auth_jwt "ledger";
    auth_jwt_key_file keys.jwk;
    auth_jwt_require $is_web;
  }
}
`,
    claims: STAFF,
    outcome: "refused",
    says: /azp/,
  },
  "oauth2-proxy: the audience is checked against the client id": {
    text: `oauth2-proxy --provider=oidc --oidc-issuer-url=https://sso.larch.example/realms/staff --client-id=ledger-web --skip-jwt-bearer-tokens=true --email-domain=*`,
    claims: STAFF,
    outcome: "refused",
    about: "client-id",
    says: /aud/,
    met: ["oidc-issuer-url"],
  },
  "PostgREST: the role is a nested claim that the token lacks": {
    text: `db-uri = "postgres://x"
jwt-aud = "ledger-api"
jwt-role-claim-key = ".postgrest.role"
jwt-secret = "@keys.json"
`,
    claims: STAFF,
    outcome: "refused",
    about: "jwt-role-claim-key",
    says: /postgrest\.role/,
    met: ["jwt-aud"],
  },
  "Hasura: the default role is not among the allowed": {
    text: JSON.stringify({ type: "RS256", jwk_url: "https://sso.larch.example/keys", audience: "ledger-api" }),
    claims: {
      ...STAFF,
      "https://hasura.io/jwt/claims": { "x-hasura-default-role": "editor", "x-hasura-allowed-roles": ["viewer"] },
    },
    outcome: "unknown",
    about: "claims_namespace",
    says: /editor/,
    met: ["audience"],
  },
  "Supabase: a third party's token without a role": {
    text: `project_id = "ledger"
[auth.third_party.auth0]
enabled = true
tenant = "larch"
tenant_region = "eu"
`,
    claims: { ...STAFF, iss: "https://larch.eu.auth0.com/" },
    outcome: "refused",
    says: /role/,
  },
  "GitHub: the template has the environment, the token was made before": {
    text: JSON.stringify({ use_default: false, include_claim_keys: ["repo", "job_workflow_ref"] }),
    claims: RUN,
    outcome: "refused",
    about: "include_claim_keys",
    says: /job_workflow_ref/,
  },
  "GitLab: the project's subject without its branch": {
    text: JSON.stringify({
      id: 817,
      path_with_namespace: "larch/depot",
      ci_id_token_sub_claim_components: ["project_path", "ref_type"],
    }),
    claims: PIPELINE,
    outcome: "refused",
    about: "ci_id_token_sub_claim_components",
    says: /sub/,
  },
  "IAP: a token of more than ten minutes": {
    text: JSON.stringify({ iap: { expectedAudience: "/projects/77/global/backendServices/9" } }),
    claims: {
      iss: "https://cloud.google.com/iap",
      aud: "/projects/77/global/backendServices/9",
      sub: "accounts.google.com:1",
      iat: NOW - 60,
      exp: NOW + 3600,
    },
    header: { alg: "ES256", kid: "k1", typ: "JWT" },
    outcome: "refused",
    about: "iat",
    says: /3660.*660/,
  },
};

test.each(Object.entries(SITUATIONS))("%s", (_, { text, claims, header, outcome, about, says, met = [] }) => {
  const token = presented(claims, header ? { header: objectFrom(header) } : {});
  const verdict = judged(text, token);
  const shown = verdict.conditions.map((one) => `${one.outcome} ${one.condition.name}: ${one.why}`).join("\n");
  expect([verdict.outcome, verdict.sentence], shown).toEqual([outcome, expect.stringMatching(says ?? /./)]);
  if (about !== undefined) expect(verdict.about?.condition.name.endsWith(about), shown).toBe(true);
  for (const name of met)
    expect(
      verdict.conditions.find(({ condition }) => condition.name.endsWith(name))?.outcome,
      `${name}\n${shown}`,
    ).toBe("met");
});
