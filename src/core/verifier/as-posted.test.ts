import { expect, test } from "vitest";
import { judged, presented, readingOf } from "../../testing/verifier.ts";
import { loadReader } from "./load-read.ts";

await loadReader();

// Configurations as people post them: Terraform resources, templates, commands, manifests.
const GH = {
  iss: "https://token.actions.githubusercontent.com",
  aud: "sts.amazonaws.com",
  sub: "repo:acme/shop:ref:refs/heads/main",
  repository: "acme/shop",
  repository_owner: "acme",
  repository_id: "1",
  ref: "refs/heads/main",
  event_name: "push",
};
const GL = {
  iss: "https://gitlab.com",
  aud: "https://vault.example.com",
  sub: "project_path:acme/shop:ref_type:branch:ref:main",
  project_path: "acme/shop",
  namespace_path: "acme",
  ref: "main",
  ref_type: "branch",
  ref_protected: "true",
  user_email: "ann@example.com",
  project_id: "22",
};
const KC = {
  iss: "https://kc.example.com/realms/acme",
  aud: ["account", "orders"],
  azp: "web",
  sub: "u1",
  preferred_username: "ann",
  email: "ann@example.com",
  email_verified: true,
  groups: ["/dev"],
  realm_access: { roles: ["user"] },
  resource_access: { web: { roles: ["admin"] } },
  scope: "openid profile",
};
const ARN = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const K = "token.actions.githubusercontent.com";
const POSTED: readonly (readonly [name: string, kind: string, text: string, claims: object, outcome: string])[] = [
  [
    "aws tf heredoc",
    "aws-trust-policy",
    `resource "aws_iam_role" "r" {\n  name = "r"\n  assume_role_policy = <<EOF\n{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"${ARN}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"${K}:sub":"repo:acme/shop:ref:refs/heads/dev"},"StringEquals":{"${K}:aud":"sts.amazonaws.com"}}}]}\nEOF\n}\n`,
    GH,
    "refused",
  ],
  [
    "aws tf jsonencode",
    "aws-trust-policy",
    `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Allow"\n      Action = "sts:AssumeRoleWithWebIdentity"\n      Principal = { Federated = "${ARN}" }\n      Condition = {\n        StringEquals = { "${K}:aud" = "sts.amazonaws.com" }\n        StringLike = { "${K}:sub" = "repo:acme/shop:*" }\n      }\n    }]\n  })\n}\n`,
    GH,
    "accepted",
  ],
  [
    "aws tf document",
    "aws-trust-policy",
    `data "aws_iam_policy_document" "d" {\n  statement {\n    actions = ["sts:AssumeRoleWithWebIdentity"]\n    effect = "Allow"\n    principals {\n      type = "Federated"\n      identifiers = ["${ARN}"]\n    }\n    condition {\n      test = "StringEquals"\n      variable = "${K}:aud"\n      values = ["sts.amazonaws.com"]\n    }\n    condition {\n      test = "StringLike"\n      variable = "${K}:sub"\n      values = ["repo:acme/other:*"]\n    }\n  }\n}\n`,
    GH,
    "refused",
  ],
  [
    "aws cfn yaml",
    "aws-trust-policy",
    `Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n          - Effect: Allow\n            Principal:\n              Federated: ${ARN}\n            Action: sts:AssumeRoleWithWebIdentity\n            Condition:\n              StringEquals:\n                ${K}:aud: sts.amazonaws.com\n              StringLike:\n                ${K}:sub: repo:acme/shop:*\n`,
    GH,
    "accepted",
  ],
  [
    "aws cfn json",
    "aws-trust-policy",
    JSON.stringify({
      Resources: {
        Role: {
          Type: "AWS::IAM::Role",
          Properties: {
            AssumeRolePolicyDocument: {
              Statement: [
                {
                  Effect: "Allow",
                  Principal: { Federated: ARN },
                  Action: "sts:AssumeRoleWithWebIdentity",
                  Condition: { StringLike: { [`${K}:sub`]: "repo:acme/x:*" } },
                },
              ],
            },
          },
        },
      },
    }),
    GH,
    "refused",
  ],
  [
    "aws comments",
    "aws-trust-policy",
    `{ // trust\n"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"${ARN}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"${K}:sub":"repo:acme/*"}}}]}`,
    GH,
    "unknown",
  ],
  [
    "aws statement object",
    "aws-trust-policy",
    JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Federated: ARN },
        Action: ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"],
        Condition: { "ForAnyValue:StringLike": { [`${K}:sub`]: ["repo:acme/a:*", "repo:acme/shop:*"] } },
      },
    }),
    GH,
    "accepted",
  ],
  [
    "aws two statements",
    "aws-trust-policy",
    JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: ARN },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { [`${K}:sub`]: "x" } },
        },
        {
          Effect: "Allow",
          Principal: { Federated: ARN },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { [`${K}:sub`]: GH.sub } },
        },
      ],
    }),
    GH,
    "accepted",
  ],
  [
    "aws deny",
    "aws-trust-policy",
    JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal: { Federated: ARN }, Action: "sts:AssumeRoleWithWebIdentity" },
        {
          Effect: "Deny",
          Principal: { Federated: ARN },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringNotLike: { [`${K}:sub`]: "repo:acme/prod:*" } },
        },
      ],
    }),
    GH,
    "refused",
  ],
  [
    "aws with https in provider",
    "aws-trust-policy",
    JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: {
            Federated: "arn:aws:iam::111122223333:oidc-provider/https://token.actions.githubusercontent.com",
          },
          Action: "sts:AssumeRoleWithWebIdentity",
        },
      ],
    }),
    GH,
    "refused",
  ],
  [
    "aws eks sa",
    "aws-trust-policy",
    JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:ns:sa" } },
        },
      ],
    }),
    {
      iss: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC",
      aud: ["sts.amazonaws.com"],
      sub: "system:serviceaccount:default:sa",
    },
    "refused",
  ],
  [
    "aws get-role",
    "aws-trust-policy",
    JSON.stringify({
      Role: {
        RoleName: "x",
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Effect: "Allow",
              Principal: { Federated: ARN },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: { StringEquals: { [`${K}:sub`]: "repo:Acme/shop:ref:refs/heads/main" } },
            },
          ],
        },
      },
    }),
    GH,
    "refused",
  ],
  [
    "entra cli params",
    "entra-federated-credential",
    `az ad app federated-credential create --id 111 --parameters '{"name":"x","issuer":"https://token.actions.githubusercontent.com","subject":"repo:acme/shop:environment:prod","audiences":["api://AzureADTokenExchange"]}'`,
    { ...GH, aud: "api://AzureADTokenExchange" },
    "refused",
  ],
  [
    "entra tf",
    "entra-federated-credential",
    `resource "azuread_application_federated_identity_credential" "x" {\n  application_id = azuread_application.a.id\n  display_name = "x"\n  audiences = ["api://AzureADTokenExchange"]\n  issuer = "https://token.actions.githubusercontent.com"\n  subject = "repo:acme/shop:ref:refs/heads/main"\n}\n`,
    { ...GH, aud: "api://AzureADTokenExchange" },
    "accepted",
  ],
  [
    "entra tf user assigned",
    "entra-federated-credential",
    `resource "azurerm_federated_identity_credential" "x" {\n  name = "x"\n  audience = ["api://AzureADTokenExchange"]\n  issuer = "https://token.actions.githubusercontent.com"\n  parent_id = azurerm_user_assigned_identity.a.id\n  subject = "repo:acme/shop:ref:refs/heads/dev"\n}\n`,
    { ...GH, aud: "api://AzureADTokenExchange" },
    "refused",
  ],
  [
    "entra bicep",
    "entra-federated-credential",
    `resource fc 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {\n  name: 'x'\n  parent: id\n  properties: {\n    issuer: 'https://token.actions.githubusercontent.com'\n    subject: 'repo:acme/shop:ref:refs/heads/dev'\n    audiences: [\n      'api://AzureADTokenExchange'\n    ]\n  }\n}\n`,
    { ...GH, aud: "api://AzureADTokenExchange" },
    "refused",
  ],
  [
    "entra arm props",
    "entra-federated-credential",
    JSON.stringify({
      type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
      name: "x",
      properties: {
        issuer: "https://token.actions.githubusercontent.com",
        subject: "repo:acme/shop:ref:refs/heads/main",
        audiences: ["api://AzureADTokenExchange"],
      },
    }),
    { ...GH, aud: "api://AzureADTokenExchange" },
    "accepted",
  ],
  [
    "entra list",
    "entra-federated-credential",
    JSON.stringify({
      value: [
        {
          name: "a",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "x",
          audiences: ["api://AzureADTokenExchange"],
        },
        {
          name: "b",
          issuer: "https://token.actions.githubusercontent.com",
          subject: GH.sub,
          audiences: ["api://AzureADTokenExchange"],
        },
      ],
    }),
    { ...GH, aud: "api://AzureADTokenExchange" },
    "accepted",
  ],
  [
    "entra slash",
    "entra-federated-credential",
    JSON.stringify({
      name: "a",
      issuer: "https://token.actions.githubusercontent.com/",
      subject: GH.sub,
      audiences: ["api://AzureADTokenExchange"],
    }),
    { ...GH, aud: "api://AzureADTokenExchange" },
    "refused",
  ],
  [
    "entra flexible and",
    "entra-federated-credential",
    JSON.stringify({
      name: "a",
      issuer: "https://token.actions.githubusercontent.com",
      audiences: ["api://AzureADTokenExchange"],
      claimsMatchingExpression: {
        value:
          "claims['sub'] matches 'repo:acme/shop:ref:refs/heads/*' and claims['job_workflow_ref'] matches 'acme/ci/.github/workflows/*.yml@refs/heads/main'",
        languageVersion: 1,
      },
    }),
    { ...GH, aud: "api://AzureADTokenExchange", job_workflow_ref: "acme/ci/.github/workflows/d.yml@refs/heads/main" },
    "accepted",
  ],
  [
    "gcp tf",
    "gcp-attribute-condition",
    `resource "google_iam_workload_identity_pool_provider" "p" {\n  workload_identity_pool_id = "ci"\n  attribute_mapping = {\n    "google.subject" = "assertion.sub"\n    "attribute.repository" = "assertion.repository"\n  }\n  attribute_condition = "assertion.repository_owner == \\"other\\""\n  oidc {\n    issuer_uri = "https://token.actions.githubusercontent.com"\n  }\n}\n`,
    { ...GH, aud: "https://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/p" },
    "refused",
  ],
  [
    "gcp gcloud",
    "gcp-attribute-condition",
    `gcloud iam workload-identity-pools providers create-oidc github --location=global --workload-identity-pool=ci --issuer-uri="https://token.actions.githubusercontent.com" --attribute-mapping="google.subject=assertion.sub,attribute.repository=assertion.repository" --attribute-condition="assertion.repository == 'acme/shop' && assertion.ref == 'refs/heads/dev'"`,
    GH,
    "refused",
  ],
  [
    "gcp in list",
    "gcp-attribute-condition",
    `attributeMapping:\n  google.subject: assertion.sub\nattributeCondition: assertion.repository_id in ['2','3']\noidc:\n  issuerUri: https://token.actions.githubusercontent.com\n`,
    GH,
    "refused",
  ],
  [
    "gcp startsWith sub",
    "gcp-attribute-condition",
    JSON.stringify({
      attributeMapping: { "google.subject": "assertion.sub", "attribute.aud": "assertion.aud" },
      attributeCondition: "assertion.sub.startsWith('repo:acme/') && attribute.aud == 'sts.amazonaws.com'",
      oidc: { issuerUri: GH.iss, allowedAudiences: ["sts.amazonaws.com"] },
    }),
    GH,
    "accepted",
  ],
  [
    "gcp subject too long",
    "gcp-attribute-condition",
    JSON.stringify({
      attributeMapping: { "google.subject": "assertion.sub" },
      oidc: { issuerUri: GH.iss, allowedAudiences: ["sts.amazonaws.com"] },
    }),
    { ...GH, sub: "repo:" + "a".repeat(140) },
    "refused",
  ],
  [
    "vault cli",
    "vault-role",
    `vault write auth/jwt/role/ci role_type=jwt user_claim=user_email bound_audiences=https://vault.example.com bound_claims='{"project_id":"23"}' policies=ci`,
    GL,
    "refused",
  ],
  [
    "vault cli heredoc",
    "vault-role",
    `vault write auth/jwt/role/ci - <<EOF\n{"role_type":"jwt","user_claim":"user_email","bound_audiences":["https://vault.example.com"],"bound_claims":{"project_id":"22","ref":"main"}}\nEOF\n`,
    GL,
    "accepted",
  ],
  [
    "vault tf",
    "vault-role",
    `resource "vault_jwt_auth_backend_role" "r" {\n  backend = "jwt"\n  role_name = "ci"\n  role_type = "jwt"\n  user_claim = "user_email"\n  bound_audiences = ["https://vault.example.com"]\n  bound_claims_type = "glob"\n  bound_claims = {\n    project_path = "acme/*"\n    ref = "main,release-*"\n  }\n}\n`,
    GL,
    "accepted",
  ],
  [
    "vault number",
    "vault-role",
    JSON.stringify({
      role_type: "jwt",
      user_claim: "user_email",
      bound_audiences: ["https://vault.example.com"],
      bound_claims: { project_id: 22 },
    }),
    GL,
    "refused",
  ],
  [
    "vault bool string",
    "vault-role",
    JSON.stringify({
      role_type: "jwt",
      user_claim: "user_email",
      bound_audiences: ["https://vault.example.com"],
      bound_claims: { ref_protected: true },
    }),
    GL,
    "refused",
  ],
  [
    "vault no aud bound",
    "vault-role",
    JSON.stringify({ role_type: "jwt", user_claim: "sub", bound_subject: GL.sub }),
    GL,
    "refused",
  ],
  [
    "vault nested pointer",
    "vault-role",
    JSON.stringify({
      role_type: "jwt",
      user_claim: "sub",
      bound_audiences: ["orders"],
      bound_claims: { "/resource_access/web/roles": ["admin"] },
    }),
    KC,
    "accepted",
  ],
  [
    "k8s configmap",
    "kubernetes-authentication",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  auth.yaml: |\n    apiVersion: apiserver.config.k8s.io/v1beta1\n    kind: AuthenticationConfiguration\n    jwt:\n    - issuer:\n        url: https://kc.example.com/realms/acme\n        audiences: [kubernetes]\n      claimMappings:\n        username: {claim: sub, prefix: ""}\n`,
    KC,
    "refused",
  ],
  [
    "k8s kubeadm",
    "kubernetes-authentication",
    `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    oidc-issuer-url: https://kc.example.com/realms/acme\n    oidc-client-id: kubernetes\n    oidc-username-claim: preferred_username\n`,
    KC,
    "refused",
  ],
  [
    "k8s kubeadm v4",
    "kubernetes-authentication",
    `apiServer:\n  extraArgs:\n  - name: oidc-issuer-url\n    value: https://kc.example.com/realms/acme\n  - name: oidc-client-id\n    value: orders\n`,
    KC,
    "accepted",
  ],
  [
    "k8s hd rule",
    "kubernetes-authentication",
    `apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n- issuer:\n    url: https://kc.example.com/realms/acme\n    audiences: [orders]\n  claimValidationRules:\n  - claim: hd\n    requiredValue: example.com\n  claimMappings:\n    username: {claim: sub, prefix: ""}\n`,
    KC,
    "refused",
  ],
  [
    "istio from principals",
    "istio",
    `apiVersion: security.istio.io/v1beta1\nkind: AuthorizationPolicy\nmetadata: {name: x}\nspec:\n  action: ALLOW\n  rules:\n  - from:\n    - source:\n        requestPrincipals: ["https://kc.example.com/realms/acme/*"]\n    when:\n    - key: request.auth.claims[groups]\n      values: ["dev"]\n`,
    KC,
    "refused",
  ],
  [
    "istio deny notvalues",
    "istio",
    `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nspec:\n  action: DENY\n  rules:\n  - when:\n    - key: request.auth.claims[iss]\n      notValues: ["https://other"]\n`,
    KC,
    "refused",
  ],
  [
    "istio aud jwtrules list",
    "istio",
    `apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nspec:\n  jwtRules:\n  - issuer: "https://kc.example.com/realms/acme/"\n    jwksUri: https://kc/certs\n`,
    KC,
    "refused",
  ],
  [
    "istio scope list",
    "istio",
    `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nspec:\n  rules:\n  - when:\n    - key: request.auth.claims[scope]\n      values: ["profile"]\n`,
    KC,
    "accepted",
  ],
  [
    "spring props",
    "spring",
    `spring.security.oauth2.resourceserver.jwt.issuer-uri=https://kc.example.com/realms/acme/\n`,
    KC,
    "refused",
  ],
  [
    "spring env",
    "spring",
    `SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI=https://kc.example.com/realms/acme\nSPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES=web,orders\n`,
    KC,
    "accepted",
  ],
  [
    "spring compose env",
    "spring",
    `services:\n  app:\n    environment:\n      - SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI=http://kc:8080/realms/acme\n`,
    KC,
    "refused",
  ],
  [
    "aspnet jwtbearer",
    "aspnet",
    JSON.stringify({
      Authentication: {
        Schemes: { Bearer: { ValidAudiences: ["http://localhost:1", "orders"], ValidIssuer: "dotnet-user-jwts" } },
      },
    }),
    { iss: "dotnet-user-jwts", aud: "orders" },
    "accepted",
  ],
  [
    "oauth2-proxy helm",
    "oauth2-proxy",
    `config:\n  configFile: |-\n    provider = "oidc"\n    oidc_issuer_url = "https://kc.example.com/realms/acme"\n    client_id = "web"\n    email_domains = ["*"]\n`,
    KC,
    "refused",
  ],
  [
    "oauth2-proxy extraArgs",
    "oauth2-proxy",
    `extraArgs:\n  provider: oidc\n  oidc-issuer-url: https://kc.example.com/realms/acme\n  client-id: orders\n  allowed-group: /ops\n  skip-jwt-bearer-tokens: true\n`,
    KC,
    "refused",
  ],
  [
    "hasura env",
    "hasura",
    `HASURA_GRAPHQL_JWT_SECRET={"type":"RS256","key":"x","audience":"other"}\n`,
    { ...KC, "https://hasura.io/jwt/claims": { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] } },
    "refused",
  ],
  [
    "hasura compose",
    "hasura",
    `services:\n  g:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: '{"jwk_url":"https://kc/certs","claims_map":{"x-hasura-default-role":{"path":"$.role"},"x-hasura-allowed-roles":["user"]}}'\n`,
    KC,
    "refused",
  ],
  [
    "hasura stringified",
    "hasura",
    JSON.stringify({ jwk_url: "https://kc/c", claims_format: "stringified_json" }),
    { ...KC, "https://hasura.io/jwt/claims": { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] } },
    "refused",
  ],
  [
    "github sub org",
    "github-oidc",
    JSON.stringify({ include_claim_keys: ["repository_owner", "repository_visibility"] }),
    { ...GH, sub: "repository_owner:acme:repository_visibility:private", repository_visibility: "private" },
    "accepted",
  ],
  [
    "aws api gw tf",
    "aws-jwt-authorizer",
    `resource "aws_apigatewayv2_authorizer" "a" {\n  api_id = "x"\n  authorizer_type = "JWT"\n  identity_sources = ["$request.header.Authorization"]\n  name = "a"\n  jwt_configuration {\n    audience = ["web"]\n    issuer = "https://kc.example.com/realms/acme"\n  }\n}\n`,
    KC,
    "refused",
  ],
  [
    "aws api gw sam",
    "aws-jwt-authorizer",
    `Auth:\n  DefaultAuthorizer: A\n  Authorizers:\n    A:\n      JwtConfiguration:\n        issuer: https://kc.example.com/realms/acme\n        audience:\n          - web\n      IdentitySource: $request.header.Authorization\n`,
    KC,
    "refused",
  ],
  [
    "apim issuers",
    "azure-validate-jwt",
    `<validate-jwt header-name="Authorization"><issuer-signing-keys><key>x</key></issuer-signing-keys><audiences><audience>orders</audience></audiences><issuers><issuer>https://kc.example.com/realms/acme</issuer></issuers><required-claims><claim name="scope" match="any" separator=" "><value>admin</value></claim></required-claims></validate-jwt>`,
    KC,
    "refused",
  ],
  [
    "apisix yaml route",
    "apisix",
    `routes:\n  - uri: /x\n    plugins:\n      openid-connect:\n        client_id: web\n        client_secret: x\n        discovery: https://kc.example.com/realms/acme/.well-known/openid-configuration\n        bearer_only: true\n        use_jwks: true\n        required_scopes: [admin]\n`,
    KC,
    "refused",
  ],
  [
    "nginx nested claim",
    "nginx",
    `auth_jwt_claim_set $roles realm_access roles;\nmap $roles $ok { "~\\badmin\\b" 1; default 0; }\nserver { location / { auth_jwt "x"; auth_jwt_require $ok; } }\n`,
    KC,
    "refused",
  ],
  [
    "traefik dynamic toml",
    "traefik",
    `[http.middlewares.j.plugin.jwt]\njwksUrl = "https://kc/certs"\nclaims = "Contains(\`groups\`, \`/ops\`)"\n`,
    KC,
    "refused",
  ],
];
test.each(POSTED)("%s", (_, kind, text, claims, outcome) => {
  expect(readingOf(text).kind).toBe(kind);
  expect(judged(text, presented(claims)).outcome).toBe(outcome);
});

test("what Terraform fills in is unknown, and does not hide a refusal", () => {
  const text = (subject: string) =>
    `resource "azurerm_federated_identity_credential" "x" {\n  audience = [var.audience]\n  issuer = "https://token.actions.githubusercontent.com"\n  subject = "${subject}"\n}\n`;
  const claims = { ...GH, aud: "api://AzureADTokenExchange" };
  expect(judged(text(GH.sub), presented(claims)).outcome).toBe("unknown");
  expect(judged(text("repo:acme/x:ref:refs/heads/main"), presented(claims)).outcome).toBe("refused");
  expect(judged(text("repo:${var.repository}:ref:refs/heads/main"), presented(claims)).outcome).toBe("unknown");
});

test("places are those in the surrounding text", () => {
  for (const [name, , text, claims] of POSTED.filter(([one]) => /tf|cli|bicep|configmap|compose/.test(one))) {
    for (const { condition, wanted } of judged(text, presented(claims)).conditions) {
      const { range } = condition;
      if (range === null || wanted === null || wanted.includes("\n")) continue;
      expect(text.slice(range.start, range.end), `${name} ${condition.name}`).toContain(wanted.replaceAll('"', ""));
    }
  }
});
