import { says } from "../says.ts";

/** Messages of edges in front of a service, and those that specifications prescribe. */
export const edges = [
  // Kong/kong kong/plugins/jwt/handler.lua; issue 14827, kong-dist-cloudformation#42.
  ...says(
    "kong",
    ["[kong] [jwt] handler.lua: attempt to index local 'hdr' (a nil value)", "IN-16", "IN-08", "IN-10"],
    ["Server: kong Invalid signature", "SEC-14", "SEC-01", "PRV-11"],
    ["kong Bad token; invalid alg", "HDR-02", "PRV-11"],
    ['Token claims invalid: ["exp"]="token expired"', "TIM-01"],
    ['{"exp":"must be a number"}', "TIM-03"],
    ['{"nbf":"must be a number"}', "TIM-03"],
  ),
  // apache/apisix apisix/plugins/jwt-auth.lua, lua-resty-jwt; issues 4983, 7924, 8613, 8909, 9711.
  ...says(
    "apisix",
    ["Server: APISIX failed to verify jwt", "PRV-12", "SEC-14"],
    ["failed to verify jwt: signature mismatch", "SEC-14", "PRV-12", "SEC-01"],
    ["failed to verify jwt: 'exp' claim expired at", "TIM-01"],
    ["Missing JWT token in request", "IN-03", "IN-22"],
    ["JWT token invalid: invalid header", "IN-16", "IN-10"],
    ["OIDC introspection failed: jwt token verification error apisix openid-connect", "KEY-10", "SRV-01"],
  ),
  // nginx: kjdev/nginx-auth-jwt (issue 20), TeslaGov/ngx-http-auth-jwt-module, ngx_http_auth_jwt_module of NGINX Plus, nginx-openid-connect#10.
  ...says(
    "nginx-jwt",
    ["auth_jwt: rejected due to missing signature key or signature validate failure", "KEY-07", "KEY-10", "KEY-31"],
    ["auth_jwt: rejected due to token expired", "TIM-01"],
    ["auth_jwt: rejected due to missing claim", "CLM-19"],
    ["auth_jwt: failed to parse JWT token", "IN-08", "IN-10"],
    ["JWT signature validation failed auth_jwt", "KEY-10", "KEY-07"],
    ["JWT expired auth_jwt", "TIM-01"],
    ["OIDC ID Token validation error: missing claim(s)", "CLM-19"],
    ["OIDC ID Token validation error: missing claim(s) aud", "CLM-06", "CLM-08"],
    ["OIDC ID Token validation error: aud claim", "CLM-05"],
    ["unexpected ID token signing key nginx", "KEY-07"],
  ),
  // OpenIDC/mod_auth_openidc src/jose.c, src/proto; issues 133, 180.
  ...says(
    "mod_auth_openidc",
    [
      "JWT signature verification failed: [src/jose.c: oidc_jwt_verify]: could not find key with kid",
      "KEY-07",
      "KEY-31",
    ],
    [
      "oidc_proto_jwt_verify: JWT signature verification failed: could not verify signature against any of the (1) provided keys",
      "KEY-06",
      "KEY-10",
      "KEY-31",
    ],
    ['oidc_proto_validate_iat: "iat" validation failure', "TIM-06", "TIM-11", "TIM-12"],
    ['oidc_proto_validate_exp: "exp" validation failure', "TIM-01", "TIM-11"],
    [
      'oidc_proto_validate_aud_and_azp: our configured client_id could not be found in the array of values for "aud" claim',
      "CLM-05",
    ],
    ['requested issuer (…) does not match received "iss" value in id_token', "CLM-01"],
    ["oidc_util_http_call: curl_easy_perform() failed", "SRV-01"],
  ),
  // envoyproxy/envoy source/extensions/filters/http/jwt_authn, jwt_verify_lib status.cc; istio#41729, #53260.
  ...says(
    "envoy",
    ["Jwks fetching failed Failed to fetch public key from jwks_uri istiod", "KEY-25", "SRV-01"],
    ["Jwt is not in the form of Header.Payload.Signature", "IN-08", "IN-10"],
    ["Jwks doesn't have any valid public key", "KEY-30", "KEY-16"],
    ["JWT verification failed Jwks doesn't have key to match kid or alg from Jwt", "KEY-07", "KEY-25", "KEY-31"],
  ),
  // keycloak/keycloak core TokenVerifier, sdjwt/SdJwtVerificationContext.java (pull 30966); keycloak-oid4vp-plugin#51.
  ...says(
    "keycloak",
    ["Invalid token signature keycloak", "KEY-10", "KEY-06", "KEY-31"],
    ["Token is not active", "TIM-01", "CLM-16"],
    ['{"error":"invalid_grant","error_description":"Token is not active"}', "TIM-01", "CLM-16"],
    ["Stale token keycloak not-before", "CLM-16"],
    ["Session not active", "CLM-16"],
    ["Client session not active", "CLM-16"],
    ["Invalid refresh token. Token client and authorized client don't match", "CLM-17"],
    ["keycloak invalid_grant User not found", "CLM-13"],
    ["Token verification failed keycloak Unable to load realm public key", "SRV-01", "KEY-07"],
    [
      "unauthorized_client Client authentication with signed JWT failed: Signature on JWT token failed validation",
      "SRV-03",
      "KEY-06",
    ],
    ["Client authentication with signed JWT failed: Token audience doesn't match domain", "CLM-05"],
    ["Client authentication with signed JWT failed: Unable to load public key", "SRV-03", "SRV-01"],
    ["Token reuse detected", "CLM-20"],
  ),
  // Any: RFC 6750, RFC 7523, RFC 8693, RFC 9449, RFC 9068, RFC 9901, OpenID4VP; bluesky-social/atproto#3410, #3415; eudi-srv-verifier-endpoint#229.
  ...says(
    "any",
    ['DPoP error="invalid_dpop_proof", error_description="DPoP proof missing"', "CLM-23", "SRV-07"],
    ['{"error":"use_dpop_nonce"}', "SRV-08"],
    ["use_dpop_nonce Authorization server requires nonce in DPoP proof", "SRV-08"],
    ["use_dpop_nonce Resource server requires nonce in DPoP proof", "SRV-08"],
    ["invalid_dpop_proof", "SRV-07", "TIM-11", "CLM-23"],
    ['invalid_dpop_proof DPoP "htu" mismatch', "SRV-07"],
    ['invalid_dpop_proof DPoP "htm" mismatch', "SRV-07"],
    ['invalid_dpop_proof DPoP "ath" mismatch', "SRV-07"],
    ["invalid_dpop_proof DPoP proof iat is not recent enough", "TIM-11", "SRV-07", "TIM-12"],
    ["Invalid DPoP key binding", "SRV-07", "CLM-23"],
    [
      'Failed to verify DPoP proof: "iat" claim timestamp check failed (too far in the past)',
      "TIM-11",
      "TIM-12",
      "SRV-07",
    ],
    ["DPoP proof replay detected jti", "CLM-20", "SRV-07"],
    ["Invalid SD-JWT presentation (Missing Key Binding JWT)", "SRV-12"],
    ["Key binding JWT: Unexpected `nonce` value", "SRV-12", "CLM-20"],
    ["Key binding JWT: Unexpected `aud` value", "SRV-12", "CLM-05"],
    ["SD-JWT sd_hash mismatch invalid key binding", "SRV-12"],
    ["SD-JWT disclosure digest not found in _sd", "SRV-12"],
    ["User from sub claim does not exist", "CLM-13"],
    ["user from sub claim in JWT not found", "CLM-13"],
    ["El usuario del claim sub del JWT no existe", "CLM-13"],
    ["User does not exist (sub)", "CLM-13"],
    ["the user belonging to this token does no longer exist", "CLM-13"],
  ),
  // istio.io, security problems; envoyproxy/envoy rbac filter: the details of a response.
  ...says("envoy", ["rbac_access_denied_matched_policy", "PRV-13", "CLM-18"]),
  // keycloak/keycloak services UserInfoEndpoint.java; issue 9445.
  ...says(
    "keycloak",
    ["Token verification failed", "CLM-02", "CLM-01", "TIM-01", "CLM-16"],
    ["USER_INFO_REQUEST_ERROR … error=invalid_token", "CLM-02", "CLM-01", "TIM-01", "CLM-16"],
    ["INTROSPECT_TOKEN_ERROR … error=invalid_token", "CLM-02", "TIM-01", "CLM-16"],
  ),
  // krakend/krakend-jose; Tyk gateway/mw_jwt.go.
  ...says(
    "krakend",
    ["JWTValidator Unable to validate the token:", "KEY-10", "CLM-05"],
    ["JWTValidator Unable to get the JWK", "SRV-01"],
  ),
  // openid/AppAuth-iOS Sources/AppAuthCore/OIDAuthorizationService.m, AppAuth-Android IdToken.java.
  ...says(
    "appauth",
    ["Issued at time is more than … before or after the current time", "TIM-11", "TIM-06"],
    ["ID Token expired org.openid.appauth", "TIM-01", "TIM-11"],
    ["Issuer mismatch org.openid.appauth", "CLM-01", "CLM-02"],
    ["Audience mismatch org.openid.appauth", "CLM-05"],
    ["Nonce mismatch org.openid.appauth", "CLM-20"],
  ),
];
