import type { Row } from "../types.ts";
import { says } from "./says.ts";

/** What identity providers and clouds say, and their own libraries. */
export const providers: readonly Row[] = [
  ...says(
    "aws-jwt-verify",
    ["AlbJwtInvalidClientIdError", "CLM-17"],
    ["Cognito: CognitoJwtInvalidTokenUseError", "CLM-09"],
    ["CognitoJwtInvalidClientIdError", "CLM-17"],
    ["CognitoJwtInvalidTokenUseError", "PRV-01"],
    ["JwtInvalidScopeError", "CLM-18"],
    ['aws-jwt-verify: JWK for kid "..." not found in the JWKS', "KEY-07"],
    ["aws-jwt-verify: JWT header does not have valid kid claim", "KEY-08"],
    ["aws-jwt-verify: JWT payload sub claim is not a string", "CLM-12"],
    ["aws-jwt-verify: JwkInvalidUseError", "KEY-13"],
  ),
  ...says("aws", ["AWS: Not authorized to perform sts:AssumeRoleWithWebIdentity", "PRV-06", "PRV-07"]),
  ...says(
    "firebase",
    ['A key with ID "…" could not be found', "PRV-03", { topic: "key-missing" }],
    [
      'Firebase ID token has incorrect "aud" (audience) claim. Expected "proj" but got "https://identitytoolkit…"',
      "PRV-02",
      { topic: "audience" },
    ],
    [
      'Firebase ID token has incorrect "aud"/"iss" claim … Make sure the ID token comes from the same Firebase project',
      "PRV-03",
    ],
    ['Firebase: ID token has incorrect algorithm. Expected "RS256"', "HDR-02"],
    ['Firebase: ID token has no "kid" claim', "KEY-08"],
    ['The header "kid" is missing.', "PRV-02", { topic: "header" }],
    ["verifyIdToken() expects an ID token, but was given a custom token.", "PRV-02"],
  ),
  ...says(
    "google",
    ["Google invalid_grant", "TIM-11"],
    [
      "Google: invalid_grant Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
      "TIM-07",
    ],
    ["invalid_grant: Invalid JWT Signature.", "PRV-05"],
    ["invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes)", "PRV-05", { topic: "lifetime" }],
  ),
  ...says("entra", ["Azure: AADSTS700213 no matching federated identity", "PRV-06"], ["MSAL: wrong issuer", "CLM-03"]),
  ...says(
    "github",
    ["'Expiration time' claim ('exp') is too far in the future", "PRV-08", { topic: "lifetime" }],
    ["'Issued at' claim ('iat') must be an Integer", "PRV-08", { topic: "time-type" }],
    ["A JSON web token could not be decoded", "PRV-08"],
    ["GitHub exp too far", "TIM-11"],
    ["GitHub: 'Expiration time' claim ('exp') is too far in the future", "TIM-07"],
    [
      "GitHub: 'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      "TIM-03",
    ],
  ),
  ...says(
    "keycloak",
    ["Keycloak adapter: Didn't find publicKey for specified kid", "KEY-07"],
    ["Keycloak: Invalid token issuer. Expected '…', but was '…'", "CLM-02"],
    ["Keycloak: Token type mismatch", "CLM-24"],
    ["The issuer 'http://localhost:8080/realms/x' is invalid", "CLM-02"],
  ),
  ...says(
    "kubernetes",
    ["K8s: invalid bearer token, service account token has been invalidated", "CLM-16"],
    ["K8s: square/go-jose: error in cryptographic primitive", "KEY-06"],
    ["invalid bearer token, token audiences [X] is invalid for the target audiences [Y]", "PRV-09"],
  ),
  ...says(
    "supabase",
    ['Supabase functions gateway: 401 {"message":"Invalid JWT"}', "HDR-12"],
    ["Supabase functions: UNAUTHORIZED_INVALID_JWT_FORMAT", "IN-10"],
    ["Supabase: Session from session_id claim in JWT does not exist (session_not_found)", "CLM-16"],
    ["Supabase: This endpoint requires a valid Bearer token", "IN-22"],
    ["Supabase: User from sub claim in JWT does not exist (user_not_found 403)", "CLM-13"],
    ["Supabase: invalid claim: missing sub claim (bad_jwt 403/401)", "CLM-11"],
    ["Supabase: invalid claim: sub claim must be a UUID", "CLM-14"],
    ["Supabase: invalid claim: sub claim must be a UUID (400)", "CLM-15"],
    ["Supabase: unrecognized JWT kid ... for algorithm ...", "KEY-07"],
    ["UNAUTHORIZED_INVALID_JWT_FORMAT", "PRV-14"],
    ["UNAUTHORIZED_LEGACY_JWT / UNAUTHORIZED_ASYMMETRIC_JWT", "HDR-12"],
    ['{"message":"Invalid JWT"} 401', "PRV-14"],
  ),
  ...says("apple", ["invalid_client / InvalidProviderToken / NOT_AUTHORIZED", "PRV-16"]),
];
