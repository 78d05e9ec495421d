import { says } from "./says.ts";

/** What databases, orchestrators, brokers and tools say that check tokens themselves. */
export const platforms = [
  // PostgREST/postgrest src/PostgREST/Error.hs and Auth/Jwt.hs; issues 977, 1192, 1434, 1840.
  ...says(
    "postgrest",
    ["JWSError JWSInvalidSignature", "SEC-14", "SEC-01", "SEC-09", "PRV-15", "KEY-11"],
    ['JWSError (JSONDecodeError "Not valid base64url")', "IN-06", "IN-10", "IN-09"],
    ["JWSError (CompactDecodeError Invalid number of parts: Expected 3 parts; got 2)", "IN-08", "IN-10"],
    ["JWSError (CompactDecodeError Invalid number of parts: Expected 3 parts; got 5)", "IN-09"],
    ["Server lacks JWT secret", "SEC-13", "PRV-15"],
    ["Expected 3 parts in JWT; got 1", "IN-08", "IN-10"],
    ["No suitable key was found to decode the JWT", "PRV-15", "KEY-07", "KEY-11"],
    ["The key ID in the JWT does not match any of the configured keys", "KEY-07", "PRV-15", "KEY-31"],
    ["The JWT's iat claim is issued at future", "TIM-06", "TIM-11"],
    ['role "…" does not exist PGRST301', "CLM-18"],
  ),
  // hasura/graphql-engine server/src-lib/Hasura/Server/Auth/JWT.hs; issues 1726, 5545, 5552, 9664.
  ...says(
    "hasura",
    ["Could not verify JWT: JWSError JWSInvalidSignature", "KEY-31", "SEC-14", "KEY-10", "SEC-01"],
    ["Could not verify JWT: JWTExpired", "TIM-01"],
    ["Could not verify JWT: JWTNotYetValid", "TIM-05"],
    ["Could not verify JWT: JWTNotInAudience", "CLM-05"],
    ["Could not verify JWT: JWTNotInIssuer", "CLM-01"],
    ["Could not verify JWT: JWTIssuedAtFuture", "TIM-06", "TIM-11"],
    [
      "JWTClaimsSetDecodeError Error in $.aud: parsing StringOrURI failed, expected String, but encountered Array",
      "CLM-06",
      "CLM-22",
    ],
    ["JWTClaimsSetDecodeError Error in $.exp: parsing NumericDate failed", "TIM-03", "TIM-02"],
    ["Malformed Authorization header", "IN-22", "IN-02", "IN-10"],
    ["Missing 'Authorization' or 'Cookie' header in JWT authentication mode", "IN-03", "IN-22"],
    ["claims key: 'https://hasura.io/jwt/claims' not found", "CLM-19"],
    ["JWT claim does not contain x-hasura-default-role", "CLM-19", "CLM-18"],
    ["Your requested role is not in allowed roles", "CLM-18"],
    ["invalid x-hasura-admin-secret/x-hasura-access-key", "SEC-14"],
  ),
  // kubernetes/kubernetes staging/src/k8s.io/apiserver/plugin/pkg/authenticator/token/oidc; issues 50449, 136887; k3s-io/k3s#5278.
  ...says(
    "kubernetes",
    ["invalid bearer token, oidc: email not verified", "SRV-04"],
    ["oidc: authenticator not initialized", "SRV-01"],
    [
      'oidc authenticator: initializing plugin: Get "https://…/.well-known/openid-configuration": x509: certificate',
      "SRV-01",
    ],
    ['oidc: parse username claims "email": claim not present', "CLM-19"],
    [
      "oidc: verify token: failed to verify signature: failed to verify id token signature",
      "KEY-10",
      "KEY-07",
      "KEY-31",
      "KEY-06",
    ],
    ["invalid bearer token, service account token has expired", "TIM-01"],
    ["Token has expired service account issuer", "TIM-01", "CLM-01"],
    ["service account UID claim does not match", "CLM-16", "CLM-14"],
  ),
  // coreos/go-oidc oidc/verify.go and jwks.go.
  ...says(
    "go-oidc",
    ["failed to verify signature: failed to verify id token signature", "KEY-10", "KEY-07", "KEY-31", "KEY-06"],
    ["oidc: failed to unmarshal claims", "IN-16", "CLM-22"],
    ["oidc: malformed jwt: square/go-jose: compact JWS format must have three parts", "IN-08", "IN-10"],
    ["fetching keys oidc: get keys failed", "SRV-01", "KEY-30"],
    [
      "failed to decode keys: got Content-Type = application/json, but could not unmarshal as JSON: invalid JWK, x5t header has invalid encoding",
      "KEY-16",
      "KEY-30",
    ],
    ['oidc: issuer did not match the issuer returned by provider, expected "…" got "…"', "CLM-01", "CLM-02"],
    ["Failed to query provider", "SRV-01"],
    ["oidc: current time … before the nbf (not before) time", "TIM-05", "TIM-11"],
    ['oidc: id token signed with unsupported algorithm, expected ["RS256"] got "HS256"', "HDR-02"],
  ),
  // oauth2-proxy/oauth2-proxy pkg/providers/oidc/verifier.go; issues 2642, 2668, 2808, 3280.
  ...says(
    "oauth2-proxy",
    ["audience claims [] do not exist in claims: map", "SRV-09", "CLM-08"],
    ["audience from claim … with value [] does not match with any of allowed audiences map", "CLM-05", "CLM-10"],
    ["could not verify id_token: audience claim", "CLM-05"],
    ["email in id_token (…) isn't verified", "SRV-04"],
    ["neither the id_token nor the profileURL set an email", "CLM-19"],
    [
      "Error retrieving session from token in Authorization header: no valid bearer token found in authorization header",
      "IN-22",
      "IN-10",
    ],
    [
      "unable to verify access token: failed to verify token: oidc: malformed jwt, expected 3 parts got 1",
      "IN-10",
      "IN-08",
    ],
  ),
  // hashicorp/vault-plugin-auth-jwt path_login.go, vault-plugin-auth-kubernetes path_login.go; issues 206, 274, 102; vault#27343.
  ...says(
    "vault",
    ['claim "iss" is invalid', "CLM-01", "CLM-02"],
    ['claim "aud" is invalid', "CLM-05", "PRV-09"],
    [
      "error validating token: invalid audience (aud) claim: audience claim does not match any expected audience",
      "CLM-05",
    ],
    ["error validating claims: aud claim does not match any bound audience", "CLM-05"],
    ["audience claim found in JWT but no audiences bound to the role", "SRV-09", "CLM-05"],
    ["error validating token: invalid issuer (iss) claim", "CLM-01", "CLM-02"],
    ["error validating token: invalid subject (sub) claim", "CLM-14", "SRV-10"],
    ['error validating claims: claim "…" does not match any associated bound claim values', "SRV-10", "CLM-19"],
    ["service account name not authorized", "SRV-10", "PRV-09"],
    ['role "…" could not be found', "SRV-10"],
    ["namespace not authorized", "SRV-10", "PRV-09"],
    ["error validating token: no known key successfully validated the token signature", "KEY-07", "KEY-10", "KEY-31"],
    ["error verifying token signature: fetching keys oidc: get keys failed", "SRV-01", "KEY-30"],
    ["error verifying token: no signing keys matched", "KEY-07"],
    ['error looking up claim "…" in token', "CLM-19"],
    ['claim "…" not found in token', "CLM-19"],
    [
      "lookup failed: service account unauthorized; this could mean it has been deleted or recreated with a new token",
      "CLM-16",
      "CLM-13",
    ],
    ["lookup failed: [invalid bearer token, Token has been invalidated]", "CLM-16"],
    ["error checking oidc discovery URL", "SRV-01"],
  ),
  // argoproj/argo-cd util/oidc/provider.go; issues 11392, 12170, 13432, 21493.
  ...says(
    "argocd",
    ['token verification failed for all audiences: error for aud "…": oidc: expected audience "…" got ["…"]', "CLM-05"],
    ["invalid session: failed to verify the token", "CLM-05", "KEY-07", "SRV-01", "TIM-01"],
  ),
  // strimzi/strimzi-kafka-oauth README (troubleshooting) and JWTSignatureValidator.java; kafka's OAuthBearer; strimzi-kafka-operator#2662.
  ...says(
    "strimzi",
    ["Token validation failed: Unknown signing key (kid:…)", "KEY-07", "KEY-31"],
    [
      'Failed authentication with … ({"status":"invalid_token"}) org.apache.kafka.common.network.Selector',
      "CLM-01",
      "CLM-02",
      "CLM-05",
    ],
    ["Token check failed: Invalid issuer", "CLM-01", "CLM-02"],
    ["Token audience check failed: Expected audience not available in the token", "CLM-05", "CLM-08"],
    ["Failed to fetch public keys needed to validate JWT signatures", "SRV-01"],
    ["Token expired at: … (UTC)", "TIM-01"],
    ["Failed to extract principal - check usernameClaim, fallbackUsernameClaim configuration", "CLM-19"],
    ["Token check failed: JWT has expired", "TIM-01"],
  ),
  // rabbitmq/rabbitmq-server deps/rabbitmq_auth_backend_oauth2; issues 4361, 5179, 8391.
  ...says(
    "rabbitmq",
    ["token failed: {error,key_not_found}", "KEY-07", "KEY-31"],
    ["Authentication using an OAuth 2/JWT token failed: provided token is invalid", "KEY-10", "KEY-06", "CLM-05"],
    ["Authentication using an OAuth 2 token failed: token expired", "TIM-01"],
    ["Provided JWT token has expired at timestamp … (validated at …)", "TIM-01"],
    ["The token has no resource server id in audience: {invalid_aud,{resource_id_not_found_in_aud", "CLM-05", "CLM-08"],
    ["Failed to authenticate using an OAuth 2 token: invalid_aud", "CLM-05"],
    ["invalid_aud resource_id_not_found_in_aud", "CLM-05", "CLM-08"],
    ["Failed to find a signing key: missing_oauth_provider_attributes", "SRV-01", "KEY-07"],
  ),
  // minio/minio cmd/sts-handlers.go and sts-errors.go; issues 14061, 14149, 15425, 16468.
  ...says(
    "minio",
    ["claim missing from the JWT token, credentials will not be generated", "CLM-19", "CLM-18"],
    ["policy claim missing from the JWT token, credentials will not be generated", "CLM-19", "CLM-18"],
    ["None of the given policies are defined, credentials will not be generated", "CLM-18"],
    ["The specified JWT token has expired WebIdentityExpiredToken", "TIM-01"],
    ["Role arn:minio:iam:::role/… does not exist", "SRV-10"],
  ),
  // grafana/grafana pkg/services/auth/jwt; issues 67582, 71665, 81794.
  ...says(
    "grafana",
    ['[jwt.invalid] failed to verify JWT: Get "https://…/jwks": tls: failed to verify certificate: x509', "SRV-01"],
    ["[jwt.invalid] failed to verify JWT: no keys found", "KEY-07", "SRV-01"],
    ["[jwt.missing_claim] missing mandatory claim in JWT", "CLM-19"],
    ["failed to verify JWT: go-jose/go-jose/jwt: validation failed, invalid audience claim (aud)", "CLM-05"],
    ["go-jose/go-jose/jwt: validation failed, token is expired (exp)", "TIM-01"],
    ["go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)", "CLM-01"],
    ["go-jose/go-jose/jwt: validation failed, token not valid yet (nbf)", "TIM-05"],
    ["go-jose/go-jose/jwt: validation field, token issued in the future (iat)", "TIM-06", "TIM-11"],
  ),
  // jitsi/jitsi-meet resources/prosody-plugins/token/util.lib.lua, luajwtjitsi; lib-jitsi-meet#1150, docker-jitsi-meet#1903, jitsi-keycloak#41, 57.
  ...says(
    "jitsi",
    ["Error verifying token err:not-allowed, reason:Invalid or incorrect alg", "HDR-02", "HDR-12"],
    ["Error verifying token err:not-allowed, reason:Invalid issuer ('iss' claim)", "CLM-01"],
    ["Error verifying token err:not-allowed, reason:Invalid audience ('aud' claim)", "CLM-05"],
    ["Error verifying token err:not-allowed, reason:token required", "IN-03"],
    ["Error verifying token err:not-allowed, reason:Invalid signature", "SEC-14", "SEC-01"],
    ["Error verifying token err:not-allowed, reason:Not acceptable by exp", "TIM-01", "TIM-03"],
    ["Error verifying token err:not-allowed, reason:Not acceptable by nbf", "TIM-05", "TIM-11"],
    ["Error verifying token err:not-allowed, reason:could not obtain public key", "SRV-01", "KEY-07"],
    ["Error verifying token err:not-allowed, reason:'kid' claim is missing", "KEY-08"],
    ["Error verifying token err:not-allowed, reason:'exp' claim is missing", "TIM-08"],
    ["token_verification Token … not allowed to join", "CLM-14", "SRV-10", "CLM-18"],
  ),
  // distribution/distribution registry/auth/token/token.go; issues 1143, 2875, 3285, 4299.
  ...says(
    "docker-registry",
    ["token signed by untrusted key with ID", "KEY-07", "KEY-06"],
    ["token intended for another audience", "CLM-05"],
    ["token from untrusted issuer", "CLM-01"],
    ["token is not to be used before", "TIM-05", "TIM-11"],
    ["token not to be used after", "TIM-01", "TIM-11"],
    ["insufficient scope docker registry access", "CLM-18"],
  ),
  // elastic/elasticsearch x-pack/plugin/security …/jwt; opensearch-project/security …/auth/http/jwt.
  ...says(
    ["elasticsearch", "nimbus"],
    ["string claim [iss] has value [] which does not match allowed claim values", "CLM-01"],
    ["string claim [aud] has value [] which does not match allowed claim values", "CLM-05"],
    ["Invalid serialized unsecured/JWS/JWE object: Missing part delimiters", "IN-10", "IN-08", "IN-03"],
    ["JWT validation failed claim [exp] … expired", "TIM-01"],
    ["Can not build token principal for realm … since claim [sub] is missing", "CLM-11"],
  ),
  // livekit/livekit pkg/service/auth.go; emqx, centrifugo and nats in their documentation; ess-docker-compose#20.
  ...says(
    "livekit",
    ["invalid token: …, error: go-jose/go-jose: error in cryptographic primitive", "SEC-14", "SEC-01", "SEC-10"],
    ["invalid API key", "CLM-01", "SEC-14"],
    ["permissions denied video grant", "CLM-18"],
  ),
  // OpenLiberty …/oidcclientcore/internal/resources/OidcClientCoreMessages.nlsprops (pull 24355).
  ...says(
    "liberty",
    ["CWWKS2427E", "TIM-01"],
    ["CWWKS2428E", "TIM-06", "TIM-11"],
    ["CWWKS1751E", "CLM-01"],
    ["CWWKS1756E", "KEY-10", "KEY-07"],
    ["CWWKS5523E", "IN-08", "KEY-10"],
  ),
];
