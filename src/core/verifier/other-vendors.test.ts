import { expect, test } from "vitest";
import { judged, presented, readingOf } from "../../testing/verifier.ts";
import { loadReader, readConfiguration } from "./load-read.ts";

await loadReader();

const ORG = "5f1c2d3e-0000-4000-8000-1234567890ab";
const EKS = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const GITLAB = {
  iss: "https://gitlab.com",
  aud: "https://gitlab.com",
  sub: "project_path:acme/shop:ref_type:branch:ref:main",
  project_path: "acme/shop",
  namespace_path: "acme",
  ref: "main",
  ref_type: "branch",
  ref_protected: "true",
};
const ACTIONS = {
  iss: "https://token.actions.githubusercontent.com",
  aud: "sts.amazonaws.com",
  sub: "repo:acme/shop:ref:refs/heads/dev",
  repository: "acme/shop",
  repository_owner: "acme",
  ref: "refs/heads/dev",
  event_name: "push",
};
const POD = { iss: `https://${EKS}`, aud: ["sts.amazonaws.com"], sub: "system:serviceaccount:shop:api" };
const RUN = {
  iss: "https://app.terraform.io",
  aud: "aws.workload.identity",
  sub: "organization:acme:project:net:workspace:prod:run_phase:apply",
  terraform_organization_name: "acme",
};
const REALM = {
  iss: "https://login.acme.example/realms/shop",
  aud: ["orders", "account"],
  azp: "web",
  sub: "u1",
  preferred_username: "ann",
  email: "ann@other.example",
  email_verified: true,
  groups: ["/dev", "/ops"],
  role: "contractor-7",
  realm_access: { roles: ["user"] },
  resource_access: { web: { roles: ["admin"] } },
  scope: "openid read",
};

const aws = (host: string, condition: object, action: unknown = "sts:AssumeRoleWithWebIdentity") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` },
        Action: action,
        Condition: condition,
      },
    ],
  });
const google = (
  attributeCondition: string,
  more: object = {},
  issuerUri = ACTIONS.iss,
  audience = "sts.amazonaws.com",
) =>
  JSON.stringify({
    attributeMapping: { "google.subject": "assertion.sub", ...more },
    attributeCondition,
    oidc: { issuerUri, allowedAudiences: [audience] },
  });
const istio = (rules: string, action = "ALLOW") =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p}\nspec:\n  action: ${action}\n  rules:\n${rules}`;
const apim = (claims: string) =>
  `<policies><inbound><base /><validate-jwt header-name="Authorization" failed-validation-httpcode="401" require-scheme="Bearer"><issuer-signing-keys><key>eA==</key></issuer-signing-keys><audiences><audience>orders</audience></audiences><issuers><issuer>${REALM.iss}</issuer></issuers><required-claims>${claims}</required-claims></validate-jwt></inbound></policies>`;
const structured = (more: string) =>
  `apiVersion: apiserver.config.k8s.io/v1beta1\nkind: AuthenticationConfiguration\njwt:\n- issuer:\n    url: ${REALM.iss}\n    audiences:\n    - orders\n${more}`;

/** Configurations of the kinds that the page reads, modelled on those that people post; each with the right result, worked out by hand. */
const READ: readonly (readonly [name: string, kind: string, text: string, claims: object, outcome: string])[] = [
  [
    "AWS for GitLab",
    "aws-trust-policy",
    aws("gitlab.com", {
      StringEquals: { "gitlab.com:aud": "https://gitlab.com" },
      StringLike: { "gitlab.com:sub": "project_path:acme/*:ref_type:branch:ref:main" },
    }),
    GITLAB,
    "accepted",
  ],
  [
    "AWS for a pod of EKS, another account",
    "aws-trust-policy",
    aws(EKS, {
      StringEquals: { [`${EKS}:sub`]: "system:serviceaccount:shop:web", [`${EKS}:aud`]: "sts.amazonaws.com" },
    }),
    POD,
    "refused",
  ],
  [
    "AWS for a pod of EKS, whose star is literal",
    "aws-trust-policy",
    aws(EKS, { StringEquals: { [`${EKS}:sub`]: "system:serviceaccount:shop:*", [`${EKS}:aud`]: "sts.amazonaws.com" } }),
    POD,
    "refused",
  ],
  [
    "AWS for a pod of EKS, with a pattern and sessions' tags",
    "aws-trust-policy",
    aws(EKS, { StringLike: { [`${EKS}:sub`]: "system:serviceaccount:shop:*", [`${EKS}:aud`]: "sts.amazonaws.com" } }, [
      "sts:AssumeRoleWithWebIdentity",
      "sts:TagSession",
    ]),
    POD,
    "accepted",
  ],
  [
    "AWS for Terraform Cloud",
    "aws-trust-policy",
    aws("app.terraform.io", {
      StringEquals: { "app.terraform.io:aud": "aws.workload.identity" },
      StringLike: { "app.terraform.io:sub": "organization:acme:project:*:workspace:prod:run_phase:*" },
    }),
    RUN,
    "accepted",
  ],
  [
    "AWS for CircleCI, whose sub has no branch",
    "aws-trust-policy",
    aws(`oidc.circleci.com/org/${ORG}`, {
      StringLike: { [`oidc.circleci.com/org/${ORG}:sub`]: `org/${ORG}/project/p1/user/*/vcs-ref/refs/heads/main` },
    }),
    { iss: `https://oidc.circleci.com/org/${ORG}`, aud: ORG, sub: `org/${ORG}/project/p1/user/u1` },
    "refused",
  ],
  [
    "AWS for Buildkite",
    "aws-trust-policy",
    aws("agent.buildkite.com", {
      StringEquals: { "agent.buildkite.com:aud": "sts.amazonaws.com" },
      StringLike: { "agent.buildkite.com:sub": "organization:acme:pipeline:ship:ref:refs/heads/main:commit:*:step:*" },
    }),
    {
      iss: "https://agent.buildkite.com",
      aud: "sts.amazonaws.com",
      sub: "organization:acme:pipeline:ship:ref:refs/heads/main:commit:9f3:step:deploy",
    },
    "accepted",
  ],
  [
    "AWS for Bitbucket",
    "aws-trust-policy",
    aws("api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", {
      StringLike: { "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:sub": "{r-1}:{e-1}:*" },
      StringEquals: {
        "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:aud": "ari:cloud:bitbucket::workspace/w",
      },
    }),
    {
      iss: "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
      aud: "ari:cloud:bitbucket::workspace/w",
      sub: "{r-1}:{e-1}:{s-9}",
    },
    "accepted",
  ],
  [
    "AWS in CloudFormation, filled in there",
    "aws-trust-policy",
    `Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: 2012-10-17\n        Statement:\n          - Effect: Allow\n            Action: sts:AssumeRoleWithWebIdentity\n            Principal:\n              Federated: !Ref Provider\n            Condition:\n              StringEquals:\n                token.actions.githubusercontent.com:aud: sts.amazonaws.com\n              StringLike:\n                token.actions.githubusercontent.com:sub: !Sub repo:\${Org}/\${Repo}:*\n`,
    ACTIONS,
    "unknown",
  ],
  [
    "AWS with a Deny for all but main",
    "aws-trust-policy",
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        ...(JSON.parse(
          aws("token.actions.githubusercontent.com", {
            StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
            StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" },
          }),
        ).Statement as object[]),
        {
          Effect: "Deny",
          Principal: "*",
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringNotLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*:ref:refs/heads/main" },
          },
        },
      ],
    }),
    ACTIONS,
    "refused",
  ],
  [
    "Kubernetes: a domain of addresses",
    "kubernetes-authentication",
    structured(
      `  claimValidationRules:\n  - expression: "claims.email.endsWith('@acme.example')"\n    message: only our own\n  - expression: "claims.email_verified == true"\n  claimMappings:\n    username:\n      expression: "claims.email"\n`,
    ),
    REALM,
    "refused",
  ],
  [
    "Kubernetes: a name that is made, and a rule on it",
    "kubernetes-authentication",
    structured(
      `  claimMappings:\n    username:\n      expression: 'claims.preferred_username + ":external"'\n    groups:\n      expression: "claims.groups.map(g, 'oidc:' + g)"\n  userValidationRules:\n  - expression: "!user.username.startsWith('system:')"\n    message: reserved\n  - expression: "user.groups.exists(g, g == 'oidc:/ops')"\n`,
    ),
    REALM,
    "accepted",
  ],
  [
    "Vault: globs in a list",
    "vault-role",
    JSON.stringify({
      role_type: "jwt",
      policies: ["shop"],
      token_explicit_max_ttl: 60,
      user_claim: "sub",
      bound_audiences: ["https://gitlab.com"],
      bound_claims_type: "glob",
      bound_claims: { namespace_path: "acme", ref_type: "branch", ref: ["release/*", "hotfix/*"] },
    }),
    GITLAB,
    "refused",
  ],
  [
    "Vault: a star without the type glob",
    "vault-role",
    `resource "vault_jwt_auth_backend_role" "ci" {\n  backend         = vault_jwt_auth_backend.gl.path\n  role_name       = "ci"\n  role_type       = "jwt"\n  bound_audiences = ["https://gitlab.com"]\n  user_claim      = "sub"\n  bound_claims = {\n    sub = "project_path:acme/*:ref_type:branch:ref:main"\n  }\n}\n`,
    GITLAB,
    "refused",
  ],
  [
    "Vault for a run of Terraform Cloud, by command",
    "vault-role",
    `vault write auth/jwt/role/tfc - <<'EOF'\n{\n  "policies": ["tfc"],\n  "bound_audiences": ["aws.workload.identity"],\n  "bound_claims_type": "glob",\n  "bound_claims": {"sub": "organization:acme:project:net:workspace:*:run_phase:*"},\n  "user_claim": "terraform_full_workspace",\n  "role_type": "jwt",\n  "token_ttl": "20m"\n}\nEOF\n`,
    RUN,
    "refused",
  ],
  [
    "Istio: a truth value is not a string",
    "istio",
    istio(`  - when:\n    - key: request.auth.claims[email_verified]\n      values: ["true"]\n`),
    REALM,
    "refused",
  ],
  [
    "Istio: all but contractors",
    "istio",
    istio(
      `  - from:\n    - source:\n        requestPrincipals: ["*"]\n    when:\n    - key: request.auth.claims[role]\n      notValues: ["contractor*"]\n`,
    ),
    REALM,
    "refused",
  ],
  [
    "Istio: whoever has no token is denied",
    "istio",
    istio(`  - from:\n    - source:\n        notRequestPrincipals: ["*"]\n`, "DENY"),
    REALM,
    "accepted",
  ],
  [
    "Istio: a path as well",
    "istio",
    istio(
      `  - to:\n    - operation:\n        paths: ["/admin*"]\n    when:\n    - key: request.auth.claims[groups]\n      values: ["/ops"]\n`,
    ),
    REALM,
    "unknown",
  ],
  [
    "Istio: roles of the realm",
    "istio",
    istio(`  - when:\n    - key: request.auth.claims[realm_access][roles]\n      values: ["admin", "owner"]\n`),
    REALM,
    "refused",
  ],
  [
    "Istio: presenter and audiences",
    "istio",
    istio(
      `  - when:\n    - key: request.auth.presenter\n      values: ["web"]\n    - key: request.auth.audiences\n      values: ["orders"]\n`,
    ),
    REALM,
    "accepted",
  ],
  [
    "APIM: any of a list",
    "azure-validate-jwt",
    apim('<claim name="groups" match="any"><value>/ops</value><value>/root</value></claim>'),
    REALM,
    "accepted",
  ],
  [
    "APIM: all of a list",
    "azure-validate-jwt",
    apim('<claim name="groups" match="all"><value>/ops</value><value>/root</value></claim>'),
    REALM,
    "refused",
  ],
  [
    "APIM: all is the default",
    "azure-validate-jwt",
    apim('<claim name="groups"><value>/dev</value><value>/ops</value></claim>'),
    REALM,
    "accepted",
  ],
  [
    "APIM: scopes between blanks",
    "azure-validate-jwt",
    apim('<claim name="scope" match="any" separator=" "><value>write</value><value>read</value></claim>'),
    REALM,
    "accepted",
  ],
  [
    "Google: a branch that is extracted",
    "gcp-attribute-condition",
    google(
      "assertion.repository_owner == 'acme' && assertion.ref.extract('refs/heads/{branch}') in ['main', 'release']",
    ),
    ACTIONS,
    "refused",
  ],
  [
    "Google: an attribute that begins so",
    "gcp-attribute-condition",
    google("attribute.repository.startsWith('acme/')", { "attribute.repository": "assertion.repository" }),
    ACTIONS,
    "accepted",
  ],
  [
    "Google: a list of pods",
    "gcp-attribute-condition",
    google("assertion.sub in ['system:serviceaccount:shop:api', 'system:serviceaccount:shop:web']", {}, POD.iss),
    POD,
    "accepted",
  ],
  [
    "Google: GitLab's protected branches alone",
    "gcp-attribute-condition",
    google(
      'assertion.namespace_path.startsWith("acme") && assertion.ref_protected == "false"',
      {},
      GITLAB.iss,
      GITLAB.aud,
    ),
    GITLAB,
    "refused",
  ],
  [
    "Google: either or",
    "gcp-attribute-condition",
    google(
      "assertion.ref == 'refs/heads/main' || (assertion.event_name == 'push' && assertion.repository == 'acme/shop')",
    ),
    ACTIONS,
    "accepted",
  ],
  [
    "nginx: two maps",
    "nginx",
    `map $jwt_claim_iss $valid_iss {\n    "https://login.acme.example/realms/shop" 1;\n    default 0;\n}\nmap $jwt_claim_aud $valid_aud {\n    "~(^|,)orders(,|$)" 1;\n    default 0;\n}\nserver {\n    location /api {\n        auth_jwt "api";\n        auth_jwt_key_file /etc/nginx/k.jwk;\n        auth_jwt_require $valid_iss $valid_aud error=403;\n        proxy_pass http://b;\n    }\n}\n`,
    REALM,
    "accepted",
  ],
  [
    "nginx: an audience of several compared as one",
    "nginx",
    `map $jwt_claim_aud $ok { "orders" 1; }\nserver { location / { auth_jwt "x"; auth_jwt_require $ok; } }\n`,
    REALM,
    "refused",
  ],
  [
    "Spring: an issuer with a default",
    "spring",
    "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: ${ISSUER:https://login.acme.example/realms/shop}\n          audiences: orders\n",
    REALM,
    "unknown",
  ],
  [
    "oauth2-proxy in a container: an address of another domain",
    "oauth2-proxy",
    `spec:\n  containers:\n  - image: quay.io/oauth2-proxy/oauth2-proxy:v7.6.0\n    args:\n    - --provider=oidc\n    - --oidc-issuer-url=https://login.acme.example/realms/shop\n    - --client-id=orders\n    - --email-domain=acme.example\n    - --skip-jwt-bearer-tokens=true\n`,
    REALM,
    "refused",
  ],
  [
    "Envoy Gateway: a name, roles and scopes",
    "envoy-gateway",
    `apiVersion: gateway.envoyproxy.io/v1alpha1\nkind: SecurityPolicy\nmetadata:\n  name: p\nspec:\n  targetRefs:\n  - group: gateway.networking.k8s.io\n    kind: HTTPRoute\n    name: r\n  jwt:\n    providers:\n    - name: shop\n      issuer: ${REALM.iss}\n      remoteJWKS:\n        uri: https://login.acme.example/k\n  authorization:\n    defaultAction: Deny\n    rules:\n    - name: allow\n      action: Allow\n      principal:\n        jwt:\n          provider: shop\n          scopes: [read]\n          claims:\n          - name: realm_access.roles\n            valueType: StringArray\n            values: [user]\n          - name: preferred_username\n            values: [ann, bob]\n`,
    REALM,
    "accepted",
  ],
  [
    "PostgREST: a role below a client",
    "postgrest",
    'PGRST_JWT_SECRET=@/etc/jwks.json\nPGRST_JWT_AUD=orders\nPGRST_JWT_ROLE_CLAIM_KEY=".resource_access.web.roles[0]"\n',
    REALM,
    "accepted",
  ],
  [
    "Quarkus in YAML: another audience",
    "quarkus",
    `quarkus:\n  oidc:\n    auth-server-url: ${REALM.iss}\n    client-id: web\n    application-type: service\n    token:\n      audience: billing\n`,
    REALM,
    "refused",
  ],
  [
    "Supabase and Firebase, without a role",
    "supabase",
    '[auth]\nsite_url = "http://localhost:3000"\n\n[auth.third_party.firebase]\nenabled = true\nproject_id = "shop-1"\n',
    { iss: "https://securetoken.google.com/shop-1", aud: "shop-1", sub: "u1" },
    "refused",
  ],
  [
    "Entra: a pattern over ids",
    "entra-federated-credential",
    JSON.stringify({
      name: "gh",
      issuer: ACTIONS.iss,
      audiences: ["api://AzureADTokenExchange"],
      claimsMatchingExpression: {
        value: "claims['sub'] matches 'repo:acme@7/shop@9:ref:refs/heads/*'",
        languageVersion: 1,
      },
    }),
    { ...ACTIONS, aud: "api://AzureADTokenExchange", sub: "repo:acme@7/shop@9:ref:refs/heads/dev" },
    "accepted",
  ],
  [
    "GitHub: repository, context and workflow",
    "github-oidc",
    JSON.stringify({ use_default: false, include_claim_keys: ["repo", "context", "job_workflow_ref"] }),
    {
      ...ACTIONS,
      sub: "repo:acme/shop:ref:refs/heads/dev:job_workflow_ref:acme/ci/.github/workflows/d.yml@refs/heads/main",
      job_workflow_ref: "acme/ci/.github/workflows/d.yml@refs/heads/main",
    },
    "accepted",
  ],
  [
    "GitLab: a whole project",
    "gitlab-oidc",
    JSON.stringify({
      id: 5,
      path_with_namespace: "acme/shop",
      default_branch: "main",
      ci_id_token_sub_claim_components: ["project_path", "ref_type", "ref"],
    }),
    GITLAB,
    "accepted",
  ],
  [
    "Apache: groups, any of two",
    "apache",
    "<Location /api>\n  AuthType oauth20\n  <RequireAny>\n    Require claim groups:/root\n    Require claim groups:/ops\n  </RequireAny>\n</Location>\n",
    REALM,
    "accepted",
  ],
  [
    "API Gateway in OpenAPI",
    "aws-jwt-authorizer",
    JSON.stringify({
      openapi: "3.0.1",
      components: {
        securitySchemes: {
          jwt: {
            type: "oauth2",
            "x-amazon-apigateway-authorizer": {
              type: "jwt",
              jwtConfiguration: { issuer: REALM.iss, audience: ["billing"] },
              identitySource: "$request.header.Authorization",
            },
          },
        },
      },
    }),
    REALM,
    "refused",
  ],
  [
    "Cloud Endpoints: audiences between commas",
    "google-endpoints",
    `swagger: "2.0"\nhost: api.endpoints.acme.cloud.goog\nsecurityDefinitions:\n  realm:\n    authorizationUrl: ""\n    flow: implicit\n    type: oauth2\n    x-google-issuer: ${REALM.iss}\n    x-google-jwks_uri: https://login.acme.example/k\n    x-google-audiences: "billing, orders"\n`,
    REALM,
    "accepted",
  ],
  [
    "Hasura in a container's environment",
    "hasura",
    `services:\n  graphql:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: '{"jwk_url":"https://login.acme.example/k","issuer":"${REALM.iss}","audience":["orders"]}'\n`,
    REALM,
    "refused",
  ],
];

test.each(READ)("%s", (_, kind, text, claims, outcome) => {
  expect(readingOf(text).kind).toBe(kind);
  expect(judged(text, presented(claims)).outcome).toBe(outcome);
});

/** Configurations of verifiers that the page does not read. */
const NOT_READ: readonly (readonly [name: string, text: string])[] = [
  [
    "Traefik's forwardAuth",
    "apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata:\n  name: auth\nspec:\n  forwardAuth:\n    address: https://auth.acme.example/verify\n    trustForwardHeader: true\n",
  ],
  [
    "Keycloak's adapter",
    JSON.stringify({
      realm: "shop",
      "auth-server-url": "https://login.acme.example/",
      "ssl-required": "external",
      resource: "orders",
      "bearer-only": true,
      "verify-token-audience": true,
    }),
  ],
  [
    "Dapr's middleware",
    `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: bearer\nspec:\n  type: middleware.http.bearer\n  version: v1\n  metadata:\n  - name: issuer\n    value: "${REALM.iss}"\n  - name: audience\n    value: "orders"\n`,
  ],
  [
    "Cloudflare Access's policy",
    JSON.stringify({
      name: "api",
      decision: "non_identity",
      include: [{ external_evaluation: { evaluate_url: "https://e.example", keys_url: "https://e.example/k" } }],
    }),
  ],
  [
    "Pomerium's policy",
    "routes:\n- from: https://api.acme.example\n  to: http://api\n  policy:\n  - allow:\n      and:\n      - claim/groups: /ops\n",
  ],
  [
    "Tyk's definition",
    JSON.stringify({
      name: "orders",
      enable_jwt: true,
      jwt_signing_method: "rsa",
      jwt_source: "aHR0cHM6Ly9sb2dpbg==",
      jwt_identity_base_field: "sub",
      jwt_policy_field_name: "pol",
    }),
  ],
  [
    "NATS's settings",
    "operator: /etc/nats/op.jwt\nresolver: MEMORY\nauthorization {\n  users = [ {user: a, password: b} ]\n}\n",
  ],
  [
    "Tailscale's policy",
    JSON.stringify({
      acls: [{ action: "accept", src: ["group:dev"], dst: ["*:*"] }],
      groups: { "group:dev": ["ann@acme.example"] },
    }),
  ],
];

test.each(NOT_READ)("%s is not taken for one that is read, or accepts nothing", (_, text) => {
  const read = readConfiguration(text);
  if (read.is === "read") expect(judged(text, presented(REALM)).outcome).not.toBe("accepted");
  else expect(read.is).toBe("not-known");
});

/** Others of them that are read: what they accept, and another audience. */
const READ_SINCE: readonly (readonly [name: string, kind: string, text: string])[] = [
  [
    "Consul's auth method",
    "nomad",
    JSON.stringify({
      JWKSURL: "https://login.acme.example/k",
      BoundIssuer: REALM.iss,
      BoundAudiences: ["orders"],
      ClaimMappings: { sub: "user" },
    }),
  ],
  [
    "Nomad's auth method",
    "nomad",
    JSON.stringify({
      OIDCDiscoveryURL: REALM.iss,
      BoundAudiences: ["orders"],
      SigningAlgs: ["RS256"],
      ClaimMappings: { sub: "user" },
    }),
  ],
  [
    "Argo CD's settings",
    "argocd",
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\ndata:\n  oidc.config: |\n    name: Keycloak\n    issuer: ${REALM.iss}\n    clientID: orders\n    requestedScopes: ["openid", "groups"]\n`,
  ],
  [
    "Oathkeeper's rule",
    "oathkeeper",
    JSON.stringify({
      id: "r",
      authenticators: [
        {
          handler: "jwt",
          config: {
            trusted_issuers: [REALM.iss],
            target_audience: ["orders"],
            jwks_urls: ["https://login.acme.example/k"],
          },
        },
      ],
    }),
  ],
];

test.each(READ_SINCE)("%s is read as %s", (_, kind, text) => {
  expect(readingOf(text).kind).toBe(kind);
  expect(judged(text, presented(REALM)).outcome).toBe("accepted");
  expect(judged(text, presented({ ...REALM, aud: "account" })).outcome).toBe("refused");
});

test("what a template computes is unknown, in JSON as in YAML, and does not hide a refusal", () => {
  const policy = (federated: unknown, aud: unknown) =>
    JSON.stringify({
      Resources: {
        Role: {
          Type: "AWS::IAM::Role",
          Properties: {
            AssumeRolePolicyDocument: {
              Version: "2012-10-17",
              Statement: [
                {
                  Effect: "Allow",
                  Action: "sts:AssumeRoleWithWebIdentity",
                  Principal: { Federated: federated },
                  Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": aud } },
                },
              ],
            },
          },
        },
      },
    });
  const arn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
  const outcome = (text: string) => judged(text, presented(ACTIONS)).outcome;
  expect(outcome(policy(arn, "sts.amazonaws.com"))).toBe("accepted");
  expect(outcome(policy({ Ref: "Provider" }, "sts.amazonaws.com"))).toBe("unknown");
  expect(outcome(policy({ "Fn::GetAtt": ["Provider", "Arn"] }, "sts.amazonaws.com"))).toBe("unknown");
  expect(outcome(policy(arn, { Ref: "Audience" }))).toBe("unknown");
  expect(outcome(policy({ Ref: "Provider" }, "other"))).toBe("refused");
  const yaml = (audience: string) =>
    `Auth:\n  Authorizers:\n    A:\n      JwtConfiguration:\n        issuer: !Sub "https://x/\${P}"\n        audience:\n          - ${audience}\n`;
  expect(judged(yaml("!Ref Client"), presented(REALM)).outcome).toBe("unknown");
  expect(judged(yaml("billing"), presented(REALM)).outcome).toBe("refused");
});
