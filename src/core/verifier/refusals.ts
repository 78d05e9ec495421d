import { CODE_REFUSALS } from "./code/refusals.ts";

/** The configuration of whoever printed a message, which explains the refusal. */
interface RefusalFile {
  /** The kinds that the file may be. */
  readonly kinds: readonly string[];
  /** Who refuses, as the subject of a sentence. */
  readonly who: string;
  /** The file, as in "paste …". */
  readonly file: string;
  /** The command that prints it, unless it is in the service's own sources. */
  readonly command?: string;
}

export interface RefusalRow extends RefusalFile {
  readonly says: RegExp;
}

/** How much of a message is searched, from its start and from its end. */
const MOST_READ = 20_000;

/**
 * What relying parties with their own configuration print, specific wordings first.
 * As known on 2026-11-30 from the vendors' documentation and public threads; the wordings are in
 * `core/complaint/table` as well.
 */
const ROWS: readonly RefusalRow[] = [
  {
    says: /AssumeRoleWithWebIdentity|\bInvalidIdentityToken\b/,
    kinds: ["aws-trust-policy"],
    who: "An AWS role",
    file: "the role’s trust policy",
    command: "aws iam get-role --role-name NAME --query Role.AssumeRolePolicyDocument",
  },
  {
    says: /\bAADSTS(?:70021[1-3]?|7002138|700222|700236)\b/,
    kinds: ["entra-federated-credential"],
    who: "Microsoft Entra",
    file: "the federated credential of the application or managed identity",
    command: "az ad app federated-credential list --id APP_ID",
  },
  {
    says: /rejected by the attribute condition|\battribute condition\b/i,
    kinds: ["gcp-attribute-condition"],
    who: "Google’s Security Token Service",
    file: "the provider of the workload identity pool",
    command:
      "gcloud iam workload-identity-pools providers describe PROVIDER --workload-identity-pool=POOL --location=global --format=json",
  },
  {
    says: /associated bound claim values|audiences bound to the role|match any (?:bound|expected) audience|invalid subject \(sub\) claim|error validating claims:/,
    kinds: ["vault-role"],
    who: "Vault or OpenBao",
    file: "the role of the JWT auth method",
    command: "vault read -format=json auth/jwt/role/NAME",
  },
  {
    says: /the token does not have a valid audience|invalid_token[^\n]{0,40}(?:invalid issuer|signing method)/,
    kinds: ["aws-jwt-authorizer"],
    who: "API Gateway",
    file: "the JWT authorizer",
    command: "aws apigatewayv2 get-authorizers --api-id API_ID",
  },
  {
    says: /attempting to decode the Jwt|JwtValidationException|\bBearerTokenAuthenticationFilter\b|The (?:iss|aud) claim is not valid/,
    kinds: ["spring"],
    who: "Spring Security",
    file: "spring.security.oauth2.resourceserver from application.yml",
  },
  {
    says: /JWT Validation Failed|\bvalidate-jwt\b/i,
    kinds: ["azure-validate-jwt"],
    who: "Azure API Management",
    file: "the validate-jwt policy",
  },
  {
    says: /\bIDX10(?:2\d\d|[56]\d\d)\b|\bIDX4000\d\b|\bIDW10201\b/,
    kinds: ["aspnet"],
    who: "ASP.NET",
    file: "TokenValidationParameters or the AzureAd section from appsettings.json",
  },
  {
    says: /No credentials found for given|No mandatory '[^'\n]{1,40}' in claims/,
    kinds: ["kong"],
    who: "Kong",
    file: "the declarative configuration with jwt_secrets and the jwt plugin, or the KongPlugin and the credential’s Secret",
    command: "deck gateway dump",
  },
  {
    says: /\boidc: (?:verify token|email not verified|parse|claim|authenticator|id token|verifier|could not)|AuthenticationConfiguration|--oidc-[a-z]|\b(?:claim|user)ValidationRules?\b|kube-apiserver/i,
    kinds: ["kubernetes-authentication"],
    who: "The Kubernetes API server",
    file: "the AuthenticationConfiguration, or the --oidc flags of kube-apiserver",
  },
  {
    says: /Audiences in Jwt are not allowed|RBAC: access denied|\bJwt (?:issuer is not configured|is missing|verification fails|is expired|not yet valid|header|payload|is not in the form)|\bJwks? (?:remote|doesn't have)/,
    kinds: ["istio", "envoy", "envoy-gateway"],
    who: "Envoy or Istio",
    file: "Istio’s RequestAuthentication and AuthorizationPolicy, Envoy’s jwt_authn filter, or Envoy Gateway’s SecurityPolicy",
    command: "kubectl get requestauthentications,authorizationpolicies -A -o yaml",
  },
  {
    says: /Could not verify JWT: JWT|\bJWTNotInAudience\b|x-hasura-/i,
    kinds: ["hasura"],
    who: "Hasura",
    file: "HASURA_GRAPHQL_JWT_SECRET, with its key removed",
  },
  {
    says: /\bPGRST30[0-3]\b|JWT not in audience/,
    kinds: ["postgrest"],
    who: "PostgREST",
    file: "the configuration file",
  },
  {
    says: /\boauthproxy\.go\b|oauth2[-_]proxy|audience from claim/i,
    kinds: ["oauth2-proxy"],
    who: "oauth2-proxy",
    file: "the configuration file or the flags",
  },
  {
    says: /\bkrakend\b/i,
    kinds: ["krakend"],
    who: "KrakenD",
    file: "the endpoint in krakend.json, with its auth/validator",
  },
  {
    says: /\bgrafana\b|jwt\.invalid-failed|Failed to verify JWT/,
    kinds: ["grafana"],
    who: "Grafana",
    file: "the section [auth.jwt] of grafana.ini",
  },
  {
    says: /\brabbit_auth_backend_oauth2\b|using (?:an )?OAuth 2\/JWT token failed|\bno_(?:matching_)?aud_found\b/,
    kinds: ["rabbitmq"],
    who: "RabbitMQ",
    file: "the auth_oauth2 lines of rabbitmq.conf",
    command: "rabbitmqctl environment",
  },
  {
    says: /\bio\.strimzi\.kafka\.oauth\b|\bOAUTHBEARER\b|\bOAuthBearer\w{1,60}|Token validation failed: (?:Issuer|Token type|Expected audience|Custom claim|Expiry|Unknown signing)/,
    kinds: ["kafka"],
    who: "Kafka",
    file: "the listener of the Kafka resource, or the lines of OAUTHBEARER from server.properties",
    command: "kubectl get kafkas -A -o yaml",
  },
  {
    says: /\bhttp\.authentication\.providers\.jwt\b|\bcaddy\b[^\n]{0,200}\b(?:jwt|token)\b|\bgo-authcrunch\b/i,
    kinds: ["caddy"],
    who: "Caddy",
    file: "the jwtauth block or the authorization policy of the Caddyfile",
    command: "caddy adapt --pretty",
  },
  {
    says: /token verification failed for all audiences|\bargo-?cd\b[^\n]{0,200}\b(?:token|oidc)\b/i,
    kinds: ["argocd"],
    who: "Argo CD",
    file: "oidc.config from argocd-cm",
    command: "kubectl -n argocd get configmap argocd-cm -o yaml",
  },
  {
    says: /\bJwtRealm\b|which does not match allowed claim values|missing required string claim \[/,
    kinds: ["elasticsearch"],
    who: "Elasticsearch",
    file: "the JWT realm from elasticsearch.yml",
  },
  {
    says: /\boathkeeper\b|is not intended for target audience|does not match any trusted issuer|JSON Web Token is missing required scope/i,
    kinds: ["oathkeeper"],
    who: "Oathkeeper",
    file: "the access rule with its authenticator jwt",
  },
  {
    says: /\bTykJWT\w{0,40}|\btyk\b[^\n]{0,200}\b(?:jwt|token|key not authorized)\b|Key not authorized: (?:token|unexpected signing method|no matching policy)/i,
    kinds: ["tyk"],
    who: "Tyk",
    file: "the API definition with its jwt_ members, or the part x-tyk-api-gateway",
  },
  {
    says: /\bjwt_(?:verify|verify_cert|payload_query|header_query)\b/,
    kinds: ["haproxy"],
    who: "HAProxy",
    file: "the frontend with its http-request rules",
  },
  {
    says: /steps\.jwt\.|\bapigee\b/i,
    kinds: ["apigee"],
    who: "Apigee",
    file: "the policy VerifyJWT",
  },
  {
    says: /Invalid user key in JWT token|failed to verify jwt/,
    kinds: ["apisix"],
    who: "Apache APISIX",
    file: "the consumer with its jwt-auth plugin",
  },
  {
    says: /Invalid IAP credentials/,
    kinds: ["google-iap"],
    who: "Identity-Aware Proxy",
    file: "the expected audience",
  },
  {
    says: /\bauth_jwt(?:_\w{1,20})?\b|\bngx_http_auth_jwt/,
    kinds: ["nginx"],
    who: "nginx",
    file: "the location with auth_jwt and auth_jwt_require",
    command: "nginx -T",
  },
  {
    says: /\bmod_(?:auth_openidc|oauth2)\b|\b(?:oidc_(?:proto|util|jose|authz|oauth|check)|oauth2_(?:jose|token|cache))_\w{1,60}/,
    kinds: ["apache"],
    who: "Apache",
    file: "the lines of mod_auth_openidc or mod_oauth2, with Require claim",
  },
  {
    says: /\bSRJWT\d{5}\b|\bio\.(?:quarkus\.oidc|smallrye\.jwt)\b|\b(?:quarkus\.oidc|mp\.jwt)\./,
    kinds: ["quarkus"],
    who: "Quarkus",
    file: "the lines of mp.jwt, smallrye.jwt and quarkus.oidc from application.properties",
  },
  {
    says: /\bCognitoJwt\w{1,40}/,
    kinds: ["cognito"],
    who: "Amazon Cognito",
    file: "the user pool’s client",
    command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL --client-id CLIENT",
  },
  {
    says: /\bsupabase\b[^\n]{0,200}\b(?:Invalid JWT|verify_jwt|third.party|unrecognized JWT kid|issuer|audience)\b/i,
    kinds: ["supabase"],
    who: "Supabase",
    file: "config.toml with its auth section",
  },
  {
    says: /\btraefik\b[^\n]{0,200}\b(?:jwt|token|claims?)\b/i,
    kinds: ["traefik"],
    who: "Traefik",
    file: "the middleware that reads the token",
    command: "kubectl get middlewares -A -o yaml",
  },
  ...CODE_REFUSALS,
];

/**
 * Whose configuration explains why a message was printed; null if the message identifies nobody who has one, or says
 * that the token has expired, which no configuration explains. `reads` tells which kinds can be read.
 */
export function refusalFileFor(message: string, reads: (kind: string) => boolean): RefusalFile | null {
  const text =
    message.length <= 2 * MOST_READ ? message : `${message.slice(0, MOST_READ)}\n${message.slice(-MOST_READ)}`;
  const row = ROWS.find(({ says }) => says.test(text));
  if (row === undefined || !row.kinds.some(reads) || /\bExpiredToken\w{0,20}\b/.test(text)) return null;
  return row;
}
