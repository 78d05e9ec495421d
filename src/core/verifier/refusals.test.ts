import { describe, expect, test } from "vitest";
import { refusalFileFor } from "./refusals.ts";

const kindFor = (message: string) => refusalFileFor(message, () => true)?.kinds[0] ?? null;

describe("a relying party's message leads to its file", () => {
  test.each([
    ["Error: Not authorized to perform sts:AssumeRoleWithWebIdentity", "aws-trust-policy"],
    [
      "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://idp.example",
      "aws-trust-policy",
    ],
    [
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:blue/kiln:pull_request'",
      "entra-federated-credential",
    ],
    ["AADSTS70021: No matching federated identity record found", "entra-federated-credential"],
    ["AADSTS7002138: No matching federated identity record", "entra-federated-credential"],
    [
      '{"error":"unauthorized_client","error_description":"The given credential is rejected by the attribute condition."}',
      "gcp-attribute-condition",
    ],
    ['error validating claims: claim "ref" does not match any associated bound claim values', "vault-role"],
    ['oidc: verify token: oidc: expected audience "kubernetes" got ["web"]', "kubernetes-authentication"],
    ["Audiences in Jwt are not allowed", "istio"],
    ["RBAC: access denied", "istio"],
    ["An error occurred while attempting to decode the Jwt: The iss claim is not valid", "spring"],
    ["No credentials found for given 'iss'", "kong"],
    ["JWT Validation Failed: Claim value mismatch: aud=api://orders.", "azure-validate-jwt"],
    ["IDX10214: Audience validation failed.", "aspnet"],
    ['Bearer error="invalid_token" error_description="the token does not have a valid audience"', "aws-jwt-authorizer"],
    ["Could not verify JWT: JWTNotInAudience", "hasura"],
    ['[error] 31#31: *7 auth_jwt: JWT signature verification failed, server: "shop"', "nginx"],
    ["oidc_proto_validate_iss_and_exp: requested issuer does not match", "apache"],
    ["io.smallrye.jwt.auth.principal.ParseException: SRJWT07000: Failed to verify a token", "quarkus"],
    ["CognitoJwtInvalidClientIdError: Client ID not allowed", "cognito"],
    ["Authentication using an OAuth 2/JWT token failed: {error,no_matching_aud_found}", "rabbitmq"],
    ["Token validation failed: Issuer not allowed: https://id.example (ErrId: 1)", "kafka"],
    ["[ALERT] parsing [haproxy.cfg:9]: invalid args in converter 'jwt_verify'", "haproxy"],
    [
      '{"level":"error","logger":"http.authentication.providers.jwt","msg":"invalid token","error":"invalid audience"}',
      "caddy",
    ],
    ['{"error": "Key not authorized: Unexpected signing method"}', "tyk"],
    ['failed to verify token: token verification failed for all audiences: error for aud "argocd"', "argocd"],
    ["string claim [aud] has value [x] which does not match allowed claim values [[y] || []]", "elasticsearch"],
    ["Token audience [x] is not intended for target audience y.", "oathkeeper"],
    ["Supabase functions: 401 Invalid JWT", "supabase"],
    ['level=error middlewareName=orders@kubernetescrd msg="traefik: token refused"', "traefik"],
    ["JsonWebTokenError: jwt audience invalid. expected: https://orders.example", "jsonwebtoken"],
    ['JWTClaimValidationFailed: unexpected "iss" claim value', "jose"],
    ["InvalidTokenError: Unexpected 'aud' value", "express-oauth2-jwt-bearer"],
    ["jose.exceptions.JWTClaimsError: Invalid audience", "python-jose"],
    ['{"detail":"Given token not valid for any token type","code":"token_not_valid"}', "simplejwt"],
    ["jwt.exceptions.InvalidAudienceError: Audience doesn't match", "pyjwt"],
    ["token has invalid claims: token has invalid audience", "golang-jwt"],
    ["JWT::InvalidAudError: Invalid audience. Expected a, received b", "ruby-jwt"],
    ["UnexpectedValueException: Incorrect key for this algorithm", "php-jwt"],
    ["com.auth0.jwt.exceptions.IncorrectClaimException: The Claim 'iss' value doesn't match", "java-jwt"],
  ])("%s", (message, kind) => {
    expect(kindFor(message)).toBe(kind);
  });

  test.each([
    "jwt malformed",
    "JsonWebTokenError: invalid signature",
    "ExpiredTokenException when calling the AssumeRoleWithWebIdentity operation: Token expired",
    "AADSTS50173: The provided grant has expired",
    "Supabase: Session from session_id claim in JWT does not exist",
    "traefik: 404 page not found",
    "",
  ])("%s leads nowhere", (message) => {
    expect(kindFor(message)).toBeNull();
  });

  test("nor does one whose file the page does not read", () => {
    expect(refusalFileFor("RBAC: access denied", () => false)).toBeNull();
    expect(refusalFileFor("RBAC: access denied", (kind) => kind === "envoy")?.who).toBe("Envoy or Istio");
  });
});
