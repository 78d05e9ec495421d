import { CODE_ROWS } from "./code/examples.ts";

/** A token and the configuration that refuses it, for one reason. */
export interface VerifierExample {
  readonly kind: string;
  /** Whose configuration it is, and what is wrong. */
  readonly title: string;
  readonly alg: string;
  /** Without times: `claimsAt` adds them. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** How long the token lives, in seconds. */
  readonly lifetime: number;
  readonly configuration: string;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const ACTIONS = "token.actions.githubusercontent.com";
/** A GitHub Actions run in a repository whose sub contains ids. */
const run = {
  iss: `https://${ACTIONS}`,
  aud: "sts.amazonaws.com",
  sub: "repo:blue-yard@8812/kiln@40711:ref:refs/heads/main",
  repository: "blue-yard/kiln",
  repository_id: "40711",
  repository_owner: "blue-yard",
  repository_owner_id: "8812",
  ref: "refs/heads/main",
  event_name: "push",
};
const fork = { ...run, sub: "repo:blue-yard@8812/kiln@40711:pull_request", event_name: "pull_request" };
const realm = {
  iss: "https://login.blue-yard.example/realms/shop",
  sub: "6f1c2c0e-5d0b-4a57-9d0f-2f4b6a1e9c11",
  aud: "account",
  azp: "shop-web",
  preferred_username: "ada",
  realm_access: { roles: ["offline_access"] },
};
const tenant = {
  iss: "https://blue-yard.eu.auth0.com/",
  sub: "auth0|64f1e0a2b7",
  aud: "https://orders.blue-yard.example",
};
const directory = "https://login.microsoftonline.com/5b1c6a2e-0f0e-4c57-8d4c-1d3b0a7f9e10/v2.0";
const work = {
  iss: directory,
  sub: "AAAAx9",
  oid: "0b8a6b3e-90f1-4d3c-8c8e-6d5f1b0e7a21",
  aud: "0a51d8f4-6a1f-4a7e-9d83-2a4e5b6c7d80",
};

/** Defaults to RS256 and a lifetime of an hour. */
export type ExampleRow = Omit<VerifierExample, "alg" | "lifetime"> & Partial<Pick<VerifierExample, "alg" | "lifetime">>;

const ROWS: readonly ExampleRow[] = [
  {
    kind: "aws-trust-policy",
    title: "AWS role: GitHub’s sub with ids",
    claims: run,
    configuration: json({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${ACTIONS}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { [`${ACTIONS}:aud`]: "sts.amazonaws.com" },
            StringLike: { [`${ACTIONS}:sub`]: "repo:blue-yard/kiln:*" },
          },
        },
      ],
    }),
  },
  {
    kind: "entra-federated-credential",
    title: "Microsoft Entra: a pull request where an environment is expected",
    claims: { ...fork, aud: "api://AzureADTokenExchange" },
    configuration: json({
      name: "kiln-production",
      issuer: `https://${ACTIONS}`,
      subject: "repo:blue-yard@8812/kiln@40711:environment:production",
      audiences: ["api://AzureADTokenExchange"],
    }),
  },
  {
    kind: "gcp-attribute-condition",
    title: "Google Cloud: another branch",
    claims: {
      ...run,
      sub: "repo:blue-yard@8812/kiln@40711:ref:refs/heads/try",
      ref: "refs/heads/try",
      aud: "https://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/ci/providers/github",
    },
    configuration: json({
      attributeMapping: { "google.subject": "assertion.sub", "attribute.ref": "assertion.ref" },
      attributeCondition: "assertion.repository_owner_id == '8812' && assertion.ref == 'refs/heads/main'",
      oidc: {
        issuerUri: `https://${ACTIONS}`,
        allowedAudiences: [
          "https://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/ci/providers/github",
        ],
      },
    }),
  },
  {
    kind: "vault-role",
    title: "Vault: a branch that the role does not bind",
    claims: {
      iss: "https://gitlab.com",
      aud: "https://vault.blue-yard.example",
      sub: "project_path:blue-yard/kiln:ref_type:branch:ref:try",
      project_path: "blue-yard/kiln",
      ref: "try",
      ref_type: "branch",
    },
    configuration: json({
      role_type: "jwt",
      user_claim: "sub",
      bound_audiences: ["https://vault.blue-yard.example"],
      bound_claims_type: "glob",
      bound_claims: { project_path: "blue-yard/*", ref: ["main", "release-*"] },
      token_policies: ["kiln"],
    }),
  },
  {
    kind: "kubernetes-authentication",
    title: "Kubernetes: Keycloak’s aud is “account”",
    claims: realm,
    configuration: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://login.blue-yard.example/realms/shop
      audiences: [kubernetes]
    claimMappings:
      username:
        claim: preferred_username
        prefix: "oidc:"
`,
  },
  {
    kind: "istio",
    title: "Istio: a role that the token does not have",
    claims: { ...realm, aud: "orders" },
    configuration: `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: orders }
spec:
  jwtRules:
    - issuer: https://login.blue-yard.example/realms/shop
      jwksUri: https://login.blue-yard.example/realms/shop/protocol/openid-connect/certs
      audiences: [orders]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders }
spec:
  action: ALLOW
  rules:
    - when:
        - key: request.auth.claims[realm_access][roles]
          values: [orders-admin]
`,
  },
  {
    kind: "envoy",
    title: "Envoy: an audience that is not allowed",
    claims: { ...tenant, aud: "https://blue-yard.eu.auth0.com/userinfo" },
    configuration: `name: envoy.filters.http.jwt_authn
typed_config:
  "@type": type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication
  providers:
    auth0:
      issuer: https://blue-yard.eu.auth0.com/
      audiences: [https://orders.blue-yard.example]
      remote_jwks:
        http_uri: { uri: https://blue-yard.eu.auth0.com/.well-known/jwks.json, cluster: auth0, timeout: 1s }
  rules:
    - match: { prefix: / }
      requires: { provider_name: auth0 }
`,
  },
  {
    kind: "envoy-gateway",
    title: "Envoy Gateway: a list where the rule compares one string",
    claims: { ...realm, aud: "orders" },
    configuration: `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
metadata:
  name: orders
spec:
  targetRefs:
    - { group: gateway.networking.k8s.io, kind: HTTPRoute, name: orders }
  jwt:
    providers:
      - name: shop
        issuer: https://login.blue-yard.example/realms/shop
        audiences: [orders]
        remoteJWKS: { uri: "https://login.blue-yard.example/realms/shop/protocol/openid-connect/certs" }
  authorization:
    defaultAction: Deny
    rules:
      - name: staff
        action: Allow
        principal:
          jwt:
            provider: shop
            claims:
              - { name: realm_access.roles, values: [offline_access] }
`,
  },
  {
    kind: "spring",
    title: "Spring: the issuer without its slash",
    claims: tenant,
    configuration: `spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: https://blue-yard.eu.auth0.com
          audiences: [https://orders.blue-yard.example]
`,
  },
  {
    kind: "kong",
    title: "Kong: no credential for this issuer",
    claims: tenant,
    configuration: `_format_version: "3.0"
consumers:
  - username: shop
    jwt_secrets:
      - key: https://blue-yard.eu.auth0.com
        algorithm: RS256
        rsa_public_key: "..."
plugins:
  - name: jwt
    config:
      key_claim_name: iss
      claims_to_verify: [exp]
`,
  },
  {
    kind: "aws-jwt-authorizer",
    title: "API Gateway: another client of the user pool",
    claims: {
      iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_KilnPool1",
      client_id: "3kilnmobile8q",
      sub: "d7a0",
      token_use: "access",
      scope: "orders/read",
    },
    configuration: json({
      Name: "orders",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: {
        Issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_KilnPool1",
        Audience: ["5kilnweb2f"],
      },
    }),
  },
  {
    kind: "aspnet",
    title: "ASP.NET: a v1.0 issuer where v2.0 is sent",
    claims: work,
    configuration: json({
      TokenValidationParameters: {
        ValidIssuer: "https://sts.windows.net/5b1c6a2e-0f0e-4c57-8d4c-1d3b0a7f9e10/",
        ValidAudience: work.aud,
        ValidAlgorithms: ["RS256"],
        ClockSkew: "00:05:00",
      },
    }),
  },
  {
    kind: "azure-validate-jwt",
    title: "API Management: one of two roles is missing",
    claims: { ...work, aud: "api://orders", roles: ["Orders.Read"] },
    configuration: `<validate-jwt header-name="Authorization" require-scheme="Bearer" clock-skew="30">
  <audiences>
    <audience>api://orders</audience>
  </audiences>
  <issuers>
    <issuer>${directory}</issuer>
  </issuers>
  <required-claims>
    <claim name="roles" match="all">
      <value>Orders.Read</value>
      <value>Orders.Write</value>
    </claim>
  </required-claims>
</validate-jwt>
`,
  },
  {
    kind: "azure-app-service",
    title: "App Service: an audience that is not allowed",
    claims: { ...work, aud: "api://orders" },
    configuration: json({
      platform: { enabled: true },
      identityProviders: {
        azureActiveDirectory: {
          enabled: true,
          registration: { openIdIssuer: directory, clientId: work.aud },
          validation: { allowedAudiences: ["api://orders/"] },
        },
      },
    }),
  },
  {
    kind: "google-endpoints",
    title: "Cloud Endpoints: an audience that is not listed",
    claims: { ...tenant, aud: "https://admin.blue-yard.example" },
    configuration: `swagger: "2.0"
info: { title: orders, version: "1" }
host: orders.blue-yard.example
securityDefinitions:
  auth0:
    type: oauth2
    flow: implicit
    authorizationUrl: ""
    x-google-issuer: https://blue-yard.eu.auth0.com/
    x-google-jwks_uri: https://blue-yard.eu.auth0.com/.well-known/jwks.json
    x-google-audiences: https://orders.blue-yard.example
security:
  - auth0: []
`,
  },
  {
    kind: "google-iap",
    title: "Identity-Aware Proxy: the audience of another backend",
    alg: "ES256",
    // IAP's tokens are valid for ten minutes.
    lifetime: 600,
    claims: {
      iss: "https://cloud.google.com/iap",
      sub: "accounts.google.com:1002003004",
      email: "ada@blue-yard.example",
      aud: "/projects/123456/global/backendServices/77",
    },
    configuration: json({ iap: { expectedAudience: "/projects/123456/global/backendServices/78" } }),
  },
  {
    kind: "hasura",
    title: "Hasura: its claims are under another name",
    claims: {
      ...tenant,
      aud: "orders",
      "https://hasura.io/jwt/claims": { "x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"] },
    },
    configuration: json({
      type: "RS256",
      jwk_url: "https://blue-yard.eu.auth0.com/.well-known/jwks.json",
      issuer: "https://blue-yard.eu.auth0.com/",
      audience: "orders",
      claims_namespace: "https://blue-yard.example/claims",
    }),
  },
  {
    kind: "github-oidc",
    title: "GitHub’s sub setting: not in effect for this token",
    claims: { ...run, job_workflow_ref: "blue-yard/ci/.github/workflows/deploy.yml@refs/heads/main" },
    configuration: json({ use_default: false, include_claim_keys: ["repo", "context", "job_workflow_ref"] }),
  },
  {
    kind: "gitlab-oidc",
    title: "GitLab’s sub setting: not in effect for this token",
    claims: {
      iss: "https://gitlab.com",
      aud: "https://vault.blue-yard.example",
      sub: "project_path:blue-yard/kiln:ref_type:branch:ref:main",
      project_path: "blue-yard/kiln",
      ref: "main",
      ref_type: "branch",
      environment: "production",
    },
    configuration: json({ ci_id_token_sub_claim_components: ["project_path", "environment"] }),
  },
  {
    kind: "apisix",
    title: "APISIX: no claim “key” to name a consumer",
    claims: tenant,
    configuration: json({
      username: "shop",
      plugins: { "jwt-auth": { key: "shop-orders", algorithm: "RS256", public_key: "..." } },
    }),
  },
  {
    kind: "traefik",
    title: "Traefik: a group that the token does not have",
    claims: { ...tenant, grp: "buyers" },
    configuration: `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: orders-jwt }
spec:
  plugin:
    jwt:
      jwksUrl: https://blue-yard.eu.auth0.com/.well-known/jwks.json
      claims: Equals(\`grp\`, \`admin\`)
`,
  },
  {
    kind: "nginx",
    title: "nginx: an audience that the map does not have",
    claims: { ...tenant, aud: "https://admin.blue-yard.example" },
    configuration: `map $jwt_claim_aud $valid_aud {
  default 0;
  "https://orders.blue-yard.example" 1;
}
server {
  location /orders/ {
    auth_jwt "orders";
    auth_jwt_key_file conf/keys.json;
    auth_jwt_require $valid_aud;
  }
}
`,
  },
  {
    kind: "apache",
    title: "Apache: a role below realm_access is missing",
    claims: realm,
    configuration: `OIDCOAuthVerifyJwksUri https://login.blue-yard.example/realms/shop/protocol/openid-connect/certs
<Location /orders>
  AuthType oauth20
  Require claim realm_access.roles:orders-admin
</Location>
`,
  },
  {
    kind: "oauth2-proxy",
    title: "oauth2-proxy: Keycloak’s aud is “account”",
    claims: realm,
    configuration: `provider = "keycloak-oidc"
oidc_issuer_url = "https://login.blue-yard.example/realms/shop"
client_id = "orders-ui"
email_domains = ["*"]
skip_jwt_bearer_tokens = true
`,
  },
  {
    kind: "quarkus",
    title: "Quarkus: an audience that is not listed",
    claims: realm,
    configuration: `mp.jwt.verify.publickey.location=META-INF/shop.pem
mp.jwt.verify.issuer=https://login.blue-yard.example/realms/shop
mp.jwt.verify.audiences=orders,orders-admin
`,
  },
  {
    kind: "postgrest",
    title: "PostgREST: a token for another service",
    claims: { ...tenant, role: "web", aud: "billing" },
    configuration: `db-uri = "postgres://authenticator@localhost/shop"
db-anon-role = "anon"
jwt-secret = "@/etc/postgrest/jwks.json"
jwt-aud = "orders"
`,
  },
  {
    kind: "krakend",
    title: "KrakenD: one of two audiences is missing",
    claims: tenant,
    configuration: json({
      endpoint: "/orders",
      extra_config: {
        "auth/validator": {
          alg: "RS256",
          jwk_url: "https://blue-yard.eu.auth0.com/.well-known/jwks.json",
          issuer: "https://blue-yard.eu.auth0.com/",
          audience: ["https://orders.blue-yard.example", "https://stock.blue-yard.example"],
        },
      },
      backend: [{ url_pattern: "/orders" }],
    }),
  },
  {
    kind: "grafana",
    title: "Grafana: a token for another service",
    claims: tenant,
    configuration: `[auth.jwt]
enabled = true
header_name = X-JWT-Assertion
username_claim = sub
jwk_set_url = https://blue-yard.eu.auth0.com/.well-known/jwks.json
expect_claims = {"iss": "https://blue-yard.eu.auth0.com/", "aud": "grafana"}
`,
  },
  {
    kind: "apigee",
    title: "Apigee: an issuer without its slash",
    claims: tenant,
    configuration: `<VerifyJWT name="Verify-Order">
  <Algorithm>RS256</Algorithm>
  <PublicKey><JWKS uri="https://blue-yard.eu.auth0.com/.well-known/jwks.json"/></PublicKey>
  <Issuer>https://blue-yard.eu.auth0.com</Issuer>
  <Audience>https://orders.blue-yard.example</Audience>
</VerifyJWT>
`,
  },
  {
    kind: "rabbitmq",
    title: "RabbitMQ: Keycloak’s aud is “account”",
    claims: { ...realm, scope: "shop-broker.read:*/* shop-broker.write:*/*" },
    configuration: `auth_backends.1 = rabbit_auth_backend_oauth2
auth_oauth2.resource_server_id = shop-broker
auth_oauth2.issuer = https://login.blue-yard.example/realms/shop
auth_oauth2.algorithms.1 = RS256
`,
  },
  {
    kind: "kafka",
    title: "Kafka: an access token without the claim typ",
    claims: { ...tenant, aud: "shop-kafka" },
    configuration: `apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    listeners:
      - name: external
        port: 9094
        type: loadbalancer
        tls: true
        authentication:
          type: oauth
          validIssuerUri: https://blue-yard.eu.auth0.com/
          jwksEndpointUri: https://blue-yard.eu.auth0.com/.well-known/jwks.json
          checkAudience: true
          clientId: shop-kafka
`,
  },
  {
    kind: "haproxy",
    title: "HAProxy: an issuer without its slash",
    claims: tenant,
    configuration: `frontend api
  bind :443 ssl crt /etc/haproxy/certs/
  http-request set-var(txn.alg) http_auth_bearer,jwt_header_query('$.alg')
  http-request set-var(txn.iss) http_auth_bearer,jwt_payload_query('$.iss')
  http-request set-var(txn.aud) http_auth_bearer,jwt_payload_query('$.aud')
  http-request set-var(txn.exp) http_auth_bearer,jwt_payload_query('$.exp','int')
  http-request set-var(txn.now) date()
  http-request deny unless { var(txn.alg) -m str RS256 }
  http-request deny unless { var(txn.iss) -m str https://blue-yard.eu.auth0.com }
  http-request deny unless { var(txn.aud) -m str https://orders.blue-yard.example }
  http-request deny if { var(txn.exp),sub(txn.now) -m int lt 0 }
  http-request deny unless { http_auth_bearer,jwt_verify(txn.alg,"/etc/haproxy/blue-yard.pem") -m int 1 }
`,
  },
  {
    kind: "caddy",
    title: "Caddy: an audience that is not listed",
    claims: { ...tenant, aud: "https://admin.blue-yard.example" },
    configuration: `orders.blue-yard.example {
	route /api/* {
		jwtauth {
			jwk_url https://blue-yard.eu.auth0.com/.well-known/jwks.json
			issuer_whitelist https://blue-yard.eu.auth0.com/
			audience_whitelist https://orders.blue-yard.example
			user_claims sub
		}
		reverse_proxy orders:8080
	}
}
`,
  },
  {
    kind: "tyk",
    title: "Tyk: an issuer without its slash",
    claims: { ...tenant, pol: "orders-read" },
    configuration: `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
x-tyk-api-gateway:
  info: { name: Orders, state: { active: true } }
  server:
    listenPath: { value: /orders/ }
    authentication:
      enabled: true
      securitySchemes:
        jwtAuth:
          enabled: true
          signingMethod: rsa
          jwksURIs:
            - url: https://blue-yard.eu.auth0.com/.well-known/jwks.json
          basePolicyClaims: [pol]
          allowedIssuers: ["https://blue-yard.eu.auth0.com"]
          allowedAudiences: ["https://orders.blue-yard.example"]
`,
  },
  {
    kind: "argocd",
    title: "Argo CD: a token of another client",
    claims: realm,
    configuration: `apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm, namespace: argocd }
data:
  url: https://cd.blue-yard.example
  oidc.config: |
    name: Keycloak
    issuer: https://login.blue-yard.example/realms/shop
    clientID: argocd
    clientSecret: $oidc.keycloak.clientSecret
    requestedScopes: ["openid", "profile", "email", "groups"]
`,
  },
  {
    kind: "contour",
    title: "Contour: an audience that the provider does not list",
    claims: { ...tenant, aud: "https://admin.blue-yard.example" },
    configuration: `apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: orders }
spec:
  virtualhost:
    fqdn: orders.blue-yard.example
    jwtProviders:
      - name: auth0
        default: true
        issuer: https://blue-yard.eu.auth0.com/
        audiences: [https://orders.blue-yard.example]
        remoteJWKS:
          uri: https://blue-yard.eu.auth0.com/.well-known/jwks.json
`,
  },
  {
    kind: "elasticsearch",
    title: "Elasticsearch: a subject that the realm does not list",
    claims: { ...tenant, sub: "auth0|99" },
    configuration: `xpack.security.authc.realms.jwt.auth0:
  order: 3
  token_type: access_token
  allowed_issuer: "https://blue-yard.eu.auth0.com/"
  allowed_audiences: ["https://orders.blue-yard.example"]
  allowed_subjects: ["auth0|64f1e0a2b7"]
  claims.principal: sub
  pkc_jwkset_path: https://blue-yard.eu.auth0.com/.well-known/jwks.json
`,
  },
  {
    kind: "oathkeeper",
    title: "Oathkeeper: a scope is missing",
    claims: { ...tenant, scope: "openid orders.read" },
    configuration: `- id: orders
  match:
    url: https://orders.blue-yard.example/<**>
    methods: [POST]
  authenticators:
    - handler: jwt
      config:
        jwks_urls: [https://blue-yard.eu.auth0.com/.well-known/jwks.json]
        trusted_issuers: [https://blue-yard.eu.auth0.com/]
        target_audience: [https://orders.blue-yard.example]
        required_scope: [orders.write]
        scope_strategy: exact
  authorizer: { handler: allow }
  mutators: [{ handler: noop }]
`,
  },
  {
    kind: "nomad",
    title: "Nomad: an issuer with a slash too many",
    claims: {
      iss: "https://git.blue-yard.example",
      aud: "nomad.blue-yard.example",
      sub: "project_path:blue-yard/kiln:ref_type:branch:ref:main",
    },
    configuration: json({
      Name: "gitlab",
      Type: "JWT",
      TokenLocality: "local",
      MaxTokenTTL: "10m",
      Config: {
        JWKSURL: "https://git.blue-yard.example/oauth/discovery/keys",
        JWTSupportedAlgs: ["RS256"],
        BoundAudiences: ["nomad.blue-yard.example"],
        BoundIssuer: ["https://git.blue-yard.example/"],
        ClaimMappings: { project_path: "project" },
      },
    }),
  },
  {
    kind: "supabase",
    title: "Supabase: a third party’s token without its role",
    claims: tenant,
    configuration: `[auth.third_party.auth0]
enabled = true
tenant = "blue-yard"
tenant_region = "eu"
`,
  },
  {
    kind: "cognito",
    title: "Cognito: the access token of another client",
    claims: {
      iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_KilnPool1",
      client_id: "3kilnmobile8q",
      sub: "d7a0",
      token_use: "access",
      scope: "orders/read",
    },
    configuration: json({ userPoolId: "eu-west-1_KilnPool1", clientId: "5kilnweb2f", tokenUse: "access" }),
  },
  ...CODE_ROWS,
  {
    kind: "jotscope-policy",
    title: "Jotscope policy: a token for another service",
    claims: { ...tenant, aud: "https://admin.blue-yard.example" },
    configuration: json({
      algorithms: ["RS256"],
      iss: "https://blue-yard.eu.auth0.com/",
      aud: "https://orders.blue-yard.example",
      requiredClaims: ["sub"],
      leeway: 30,
    }),
  },
];

/** One for each kind, in the order in which they are offered. */
export const VERIFIER_EXAMPLES: readonly VerifierExample[] = ROWS.map((row) => ({
  alg: "RS256",
  lifetime: 3600,
  ...row,
}));

/** The claims of an example's token that was issued a minute before `now`, in seconds since 1970. */
export function claimsAt({ claims, lifetime }: VerifierExample, now: number): Readonly<Record<string, unknown>> {
  return { ...claims, iat: now - 60, nbf: now - 60, exp: now - 60 + lifetime };
}
