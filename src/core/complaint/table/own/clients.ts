import { says } from "../says.ts";

/** What libraries say with which an application signs users in: OpenID Connect clients and SDKs of identity services. */
export const clients = [
  // panva/openid-client 4 and 5 lib/client.js; issues 250, 454, 566; immich#7906.
  ...says(
    "openid-client",
    ["aud mismatch, expected … got", "CLM-05"],
    ["azp mismatch, expected … got", "CLM-17", "CLM-05"],
    ["userinfo sub mismatch, expected … got", "CLM-14"],
    ["at_hash mismatch, expected … got", "CLM-20"],
    ["c_hash mismatch, expected … got", "CLM-20"],
    ["s_hash mismatch, expected … got", "CLM-20"],
    ["JWT not active yet, now … nbf", "TIM-05", "TIM-11"],
    ["JWT expired, now … exp", "TIM-01", "TIM-11"],
    ["missing required JWT property", "CLM-19"],
    ["JWT iat claim must be a JSON numeric value", "TIM-03"],
    ["too much time has elapsed since the last End-User authentication", "TIM-12"],
    [
      "multiple matching keys found in issuer's jwks_uri for key parameters …, kid must be provided in this case",
      "KEY-08",
      "KEY-09",
    ],
  ),
  // panva/oauth4webapi src/index.ts, which openid-client 6 uses.
  ...says(
    "openid-client",
    ['unexpected JWT "iss" (issuer) claim value', "CLM-01", "CLM-02"],
    ['unexpected JWT "aud" (audience) claim value', "CLM-05"],
    ['unexpected JWT "exp" (expiration time) claim value, expiration is past current timestamp', "TIM-01", "TIM-11"],
    ['unexpected JWT "nbf" (not before) claim value', "TIM-05", "TIM-11"],
    ['unexpected JWT "alg" header parameter', "HDR-02", "HDR-12"],
    ['unexpected ID Token "nonce" claim value', "CLM-20"],
    ['unexpected ID Token "azp" (authorized party) claim value', "CLM-17"],
    ['unexpected "response" body "sub" property value', "CLM-14"],
    ['"response" body "issuer" property does not match the expected value', "CLM-01", "CLM-02"],
    ["error when selecting a JWT verification key, no applicable keys found", "KEY-07", "KEY-31"],
    [
      'error when selecting a JWT verification key, multiple applicable keys found, a "kid" JWT Header Parameter is required',
      "KEY-08",
      "KEY-09",
    ],
  ),
  // clerk/javascript packages/backend/src/jwt/assertions.ts, errors.ts; issue 3283, pull 1816; clerk-sdk-go pull 549.
  ...says(
    "clerk",
    ["JWT is expired. Expiry date: …, Current date: … (reason=token-expired)", "TIM-01", "TIM-11"],
    [
      "JWT cannot be used prior to not before date claim (nbf). Not before date: …; Current date: … (reason=token-not-active-yet)",
      "TIM-05",
      "TIM-11",
    ],
    [
      "JWT issued at date claim (iat) is in the future. Issued at date: …; Current date: … (reason=token-iat-in-the-future)",
      "TIM-06",
      "TIM-11",
    ],
    [
      "Invalid JWT Authorized party claim (azp) …. Expected … (reason=token-invalid-authorized-parties)",
      "CLM-17",
      "CLM-05",
    ],
    ["Invalid JWT audience claim (aud) …. Is not included in", "CLM-05"],
    ["Invalid JWT form. A JWT consists of three parts separated by dots.", "IN-08", "IN-10"],
    ["Invalid JWT algorithm …. Supported: (reason=token-invalid-algorithm)", "HDR-02", "HDR-03"],
    ["Invalid JWT type …. Expected", "HDR-04"],
    ["Subject claim (sub) is required and must be a string. Received", "CLM-11", "CLM-12"],
    ["Invalid JWT expiry date claim (exp) …. Expected number", "TIM-03"],
    ["JWT signature is invalid. (reason=token-invalid-signature)", "KEY-10", "KEY-06", "KEY-31"],
    ["Failed to resolve JWK during verification. (reason=jwk-failed-to-resolve)", "SRV-01", "SEC-13"],
    [
      "Unable to find a signing key in JWKS that matches the kid='…' of the provided session token. (reason=jwk-kid-mismatch)",
      "KEY-07",
      "KEY-31",
    ],
    ["missing json web key", "KEY-07", "SRV-01"],
  ),
  // okta/okta-jwt-verifier-js, -golang and okta-auth-js lib/oidc; okta-oidc-js#46, #797, #987, #998: an issuer of another
  // authorization server.
  ...says(
    "okta",
    ["Error while resolving signing key for kid:", "KEY-07", "CLM-01", "SRV-01", "KEY-31"],
    ["claim 'cid' value '…' does not match expected value", "CLM-17", "CLM-05"],
    ["claim 'aud' value '…' does not match expected value", "CLM-05"],
    ["audience claim … does not match expected audience", "CLM-05"],
    ["issuer … does not match expected issuer", "CLM-01", "CLM-02"],
    ["AuthSdkError: The JWT was issued in the future", "TIM-06", "TIM-11"],
    ["AuthSdkError: The JWT expired and is no longer valid", "TIM-01", "TIM-11"],
    ["AuthSdkError: The audience … does not match", "CLM-05"],
    ["AuthSdkError: The issuer … does not match", "CLM-01", "CLM-02"],
    ["OAuth flow response nonce doesn't match request nonce", "CLM-20"],
  ),
  // nov/json-jwt lib/json, nov/openid_connect lib/openid_connect/response_object/id_token.rb; omniauth_openid_connect#64, #72.
  ...says(
    "json-jwt",
    ["JSON::JWK::Set::KidNotFound", "KEY-07", "KEY-31", "KEY-08"],
    ["JSON::JWS::VerificationFailed", "KEY-10", "KEY-06", "SEC-14", "KEY-31"],
    ["JSON::JWS::UnexpectedAlgorithm", "HDR-02", "HDR-12"],
    ["JSON::JWT::InvalidFormat", "IN-08", "IN-10"],
    ["JSON::JWE::DecryptionFailed", "SRV-05", "IN-09"],
    ["OpenIDConnect::ResponseObject::IdToken::ExpiredToken: Invalid ID token: Expired token", "TIM-01"],
    [
      "OpenIDConnect::ResponseObject::IdToken::InvalidIssuer: Invalid ID token: Issuer does not match",
      "CLM-01",
      "CLM-02",
    ],
    ["OpenIDConnect::ResponseObject::IdToken::InvalidAudience: Invalid ID token: Audience does not match", "CLM-05"],
    ["OpenIDConnect::ResponseObject::IdToken::InvalidNonce: Invalid ID Token: Nonce does not match", "CLM-20"],
    ["OpenIDConnect::Discovery::DiscoveryFailed", "SRV-01"],
  ),
  // jumbojett/OpenID-Connect-PHP src/OpenIDConnectClient.php; issue 44: the provider’s URL ends in a slash, iss does not.
  ...says(
    "jumbojett",
    ["Unable to verify JWT claims", "CLM-01", "CLM-05", "TIM-01", "CLM-20"],
    ["Unable to find a key for (algorithm, kid):", "KEY-07", "KEY-31"],
    ["OpenIDConnectClientException: Unable to verify signature", "KEY-10", "KEY-06", "SEC-14"],
    ["Error decoding JSON from jwks_uri", "SRV-01", "KEY-30"],
    ["Error decoding signature from token", "IN-11", "IN-06"],
  ),
  // DuendeSoftware/foss IdentityModel DiscoveryDocumentResponse, IdentityModel.OidcClient; jellyfin-plugin-sso#259.
  ...says(
    "oidc-client-net",
    ["Issuer name does not match authority", "CLM-02", "CLM-01"],
    ["Endpoint is on a different host than authority", "CLM-02", "SRV-01"],
    ["Error loading discovery document: Error connecting to", "SRV-01"],
  ),
  // honojs/hono src/utils/jwt/types.ts.
  ...says(
    "hono",
    ["JwtTokenSignatureMismatched: token signature mismatched", "SEC-14", "SEC-01", "KEY-10"],
    ["JwtTokenExpired: token expired", "TIM-01", "TIM-11"],
    ["JwtTokenNotBefore: token is being used before it's valid", "TIM-05", "TIM-11"],
    ['JwtTokenIssuedAt: Invalid "iat" claim, must be a valid number lower than … (iat: "…")', "TIM-06", "TIM-11"],
    ["JwtTokenInvalid: invalid JWT token:", "IN-08", "IN-03", "IN-10"],
    ["JwtAlgorithmNotImplemented: is not an implemented algorithm", "HDR-03", "HDR-02"],
    ["JwtTokenIssuer: expected issuer", "CLM-01"],
  ),
  // mozilla/mozilla-django-oidc mozilla_django_oidc/auth.py.
  ...says(
    "mozilla-oidc",
    ["JWS token verification failed.", "KEY-10", "KEY-06", "KEY-31"],
    ["Could not find a valid JWKS.", "KEY-07", "KEY-31"],
    ["JWT Nonce verification failed.", "CLM-20"],
    ["The provider algorithm … does not match the client's OIDC_RP_SIGN_ALGO.", "HDR-02", "HDR-12"],
  ),
  // keycloak/keycloak-nodejs-connect middleware/auth-utils/grant-manager.js.
  ...says(
    "keycloak",
    ["Grant validation failed. Reason: invalid token (missing)", "IN-03"],
    ["Grant validation failed. Reason: invalid token (expired)", "TIM-01", "TIM-11"],
    ["Grant validation failed. Reason: invalid token (not signed)", "IN-23", "IN-08"],
    ["Grant validation failed. Reason: invalid token (future dated)", "CLM-16", "TIM-11"],
    ["Grant validation failed. Reason: invalid token (stale token)", "CLM-16"],
    ["Grant validation failed. Reason: invalid token (wrong ISS)", "CLM-02", "CLM-01"],
    ["Grant validation failed. Reason: invalid token (wrong audience)", "CLM-05"],
    ["Grant validation failed. Reason: invalid token (signature)", "KEY-06", "KEY-10"],
    ["Grant validation failed. Reason: invalid token (public key signature)", "KEY-10", "KEY-06", "KEY-31"],
    ["failed to load public key to verify token. Reason:", "SRV-01", "KEY-07"],
  ),
  // supabase/auth internal/api/token_oidc.go; firebase/firebase-ios-sdk and FlutterFire: sign-in with Apple.
  ...says(
    "supabase",
    ["Unacceptable audience in id_token", "CLM-05"],
    ["Bad ID token", "CLM-01", "KEY-10", "TIM-01"],
    ["Passed nonce and nonce in id_token should either both exist or not.", "CLM-20"],
    ["Nonces mismatch id_token", "CLM-20"],
  ),
  ...says(
    "firebase",
    ["missing-or-invalid-nonce Nonce is missing in the request", "CLM-20"],
    ["missing-or-invalid-nonce Duplicate credential received. Please try again with a new credential.", "CLM-20"],
    ["The nonce in ID Token … does not match the SHA256 hash of the raw nonce", "CLM-20"],
  ),
];
