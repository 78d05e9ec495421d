import { says } from "../says.ts";

/** What brokers, certificate authorities and identity servers say of tokens that they are given. */
export const servers = [
  // nats-io/nats-server server/auth.go, errors.go; nsc#575: the operator’s new signing key was not sent to the server.
  ...says(
    "nats",
    ["User Authentication Expired", "TIM-01"],
    ["Account Authentication Expired", "TIM-01"],
    ["Account JWT has expired", "TIM-01"],
    ["Account JWT lookup error:", "SRV-06", "KEY-07"],
    ["Account JWT not signed by trusted operator", "SRV-06", "KEY-06"],
    ["User JWT issuer is not known", "CLM-01", "SRV-06"],
    ["User authentication revoked", "CLM-16"],
  ),
  // apache/kafka clients, org.apache.kafka.common.security.oauthbearer; kroxylicious pull 1195, strimzi-kafka-oauth#45.
  ...says(
    "strimzi",
    ["No principal name in JWT claim: sub", "CLM-11", "CLM-19"],
    ["No principal name in JWT claim:", "CLM-19"],
    [
      "The OAuth validator configuration encountered an error when initializing the VerificationKeyResolver",
      "SRV-01",
      "KEY-30",
    ],
  ),
  ...says("jose4j", [
    "Audience (aud) claim … present in the JWT but no expected audience value(s) were provided to the JWT Consumer. Expected one of [] as an aud value.",
    "SRV-09",
    "CLM-05",
  ]),
  // letsencrypt/boulder wfe2/verify.go; RFC 8555 section 6.7; acme-nosudo#48, certbot#2252, acme.sh#1390.
  ...says(
    "acme",
    ["acme:error:malformed JWS verification error", "KEY-06", "KEY-10"],
    ["JWS has an invalid anti-replay nonce", "CLM-20"],
    ["JWS has no anti-replay nonce", "CLM-20"],
    ["Parse error reading JWS", "IN-17", "IN-16", "IN-08"],
    ["No Key ID in JWS header", "KEY-08"],
    ["accountDoesNotExist No account exists with the provided key", "SRV-03"],
    ["badSignatureAlgorithm JWS signature header contains unsupported algorithm", "HDR-02"],
  ),
  // zitadel/zitadel internal/api/oidc; zitadel/oidc pkg/oidc/verifier.go; zitadel#11924.
  ...says(
    "zitadel",
    ["Message=Errors.AuthNKey.NotFound", "SRV-03", "KEY-07"],
    ["invalid signature (error fetching keys: Message=Errors.AuthNKey.NotFound", "SRV-03", "KEY-07"],
    ["issuer does not match: Expected: …, got:", "CLM-01", "CLM-02"],
    ["audience is not valid: Audience must contain client_id", "CLM-05"],
    ["authorized party is not valid: Expected", "CLM-17", "CLM-05"],
    ["id_token does not contain a signature", "IN-23", "HDR-01"],
    ["signature algorithm not supported: id token signed with unsupported algorithm, expected", "HDR-02"],
    ["issuedAt of token is in the future", "TIM-06", "TIM-11", "TIM-10"],
    ["issuedAt of token is to old", "TIM-12", "TIM-11"],
    ["at_hash does not correspond to access token", "CLM-20"],
  ),
  // keycloak/keycloak services …/authenticators/client, InfinispanPublicKeyStorageProvider.java; issues 20847, 39944.
  ...says(
    "keycloak",
    ["PublicKey wasn't found in the storage. Requested kid: '…' . Available kids:", "SRV-03", "KEY-07", "KEY-08"],
    ["invalid_client Unable to load public key", "SRV-03", "SRV-01", "KEY-07"],
    ["invalid_client Parameter client_assertion_type is missing", "IN-03", "SRV-11"],
    ["user_session_not_found User session not found or doesn't have client attached on it", "CLM-16"],
    ["invalid_grant Session doesn't have required client", "CLM-16", "CLM-17"],
    ["insufficient_scope Missing openid scope", "CLM-18"],
  ),
  // sigstore/fulcio pkg/server/error.go; cosign#3160, #4438, fulcio#1769.
  ...says(
    "sigstore",
    ["There was an error processing the identity token", "CLM-05", "CLM-01", "SRV-04", "TIM-01"],
    ["getting key from Fulcio: retrieving cert: unsupported issuer", "SRV-06", "CLM-01"],
    ["fetching ambient OIDC credentials:", "SRV-15", "SRV-01"],
  ),
  // apollographql/router apollo-router/src/plugins/authentication; issues 3853, 3986, 6736.
  ...says(
    "apollo",
    ["jwt authentication failure Cannot find kid: '…' in JWKS list", "KEY-07", "KEY-31", "KEY-12"],
    ["'…' is not a valid JWT header:", "IN-08", "IN-16", "IN-10", "IN-02"],
    ["Invalid issuer: the token's `iss` was '…', but signed with a key from", "CLM-01", "CLM-02"],
    ["could not create JWKS from url content", "KEY-30", "KEY-27", "SRV-01"],
  ),
  // cdbattags/lua-resty-jwt lib/resty/jwt.lua, zmartzone/lua-resty-openidc lib/resty/openidc.lua.
  ...says(
    "lua-resty",
    ["invalid jwt string", "IN-08", "IN-10"],
    ["'nbf' claim not valid until", "TIM-05", "TIM-11"],
    ["signature mismatch: … raw_header", "SEC-14", "SEC-01", "KEY-10"],
    ["PEM key material cannot be used as an HMAC secret", "SEC-11", "HDR-12"],
    ["key type mismatch: alg … requires an RSA key", "KEY-11"],
    ["key type mismatch: alg … requires an EC … key", "KEY-11", "KEY-14"],
    ["whitelist unsupported alg:", "HDR-02"],
    ["Decode secret is not a valid cert/public key", "KEY-01", "KEY-02"],
    ['issuer "…" in id_token is not equal to the issuer from the discovery document', "CLM-01", "CLM-02"],
    ['nonce "…" in id_token is not equal to the nonce that was sent in the request', "CLM-20"],
    ["id_token not yet valid: id_token.iat=…, ngx.time()=", "TIM-06", "TIM-11"],
    ["token expired: id_token.exp=…, ngx.time()=", "TIM-01", "TIM-11"],
    ["no match found token audience array: client_id=", "CLM-05"],
    ["token audience does not match: id_token.aud=…, client_id=", "CLM-05"],
  ),
  // openiddict/openiddict-core OpenIddictResources.resx.
  ...says(
    "openiddict",
    ["The issuer associated to the specified token is not valid.", "CLM-01", "CLM-02"],
    ["The signing key associated to the specified token was not found.", "KEY-07", "KEY-31"],
    ["The signature associated to the specified token is not valid.", "KEY-10", "KEY-06"],
    ["The specified token cannot be used with this resource server.", "CLM-05"],
    ["The specified token doesn't contain any audience.", "CLM-08"],
    ["The specified token is not of the expected type.", "CLM-24", "CLM-09"],
    ["The specified token is no longer valid.", "TIM-01", "CLM-16"],
  ),
  // wildfly-security/wildfly-elytron ElytronMessages.java; helidon-io/helidon security/jwt.
  ...says(
    "elytron",
    ["JWT issuer check failed. Provided … but was expected one of", "CLM-01", "CLM-02"],
    ["JWT audience check failed. Provided … but was expected one of", "CLM-05"],
  ),
  ...says("helidon", ["Audience must contain: …, yet it is:", "CLM-05"]),
  // SAP/cloud-security-services-integration-library, @sap/xssec; issues 293, 346, cloud-sdk-js#4623.
  ...says("sap", ["Jwt token with audience: … is not issued for these clientIds:", "CLM-05", "CLM-17"]),
  // openid/OpenID4VCI section 8.3.1 (errors of the credential endpoint).
  ...says(
    "any",
    ["invalid_proof Credential Issuer requires key proof to be bound to a Credential Issuer provided nonce.", "CLM-20"],
    ["invalid_nonce The proof JWT contains an invalid or expired c_nonce", "CLM-20"],
  ),
];
