import type { RefusalRow } from "../refusals.ts";

/**
 * What the libraries whose calls are read print where their options refuse a token.
 * As known on 2026-12-01 from their sources.
 */
export const CODE_REFUSALS: readonly RefusalRow[] = [
  {
    says: /\bjwt (?:audience|issuer|subject|jwtid|nonce) invalid\b|\bJsonWebTokenError: invalid algorithm\b|\bmaxAge exceeded\b/,
    kinds: ["jsonwebtoken", "express-jwt", "passport-jwt"],
    who: "The application",
    file: "its call of jwt.verify, or the options of express-jwt or passport-jwt",
  },
  {
    says: /\bJWTClaimValidationFailed\b|\bERR_JWT_CLAIM_VALIDATION_FAILED\b|\bunexpected "\w{1,40}" (?:claim value|JWT header value)|\bmissing required "\w{1,40}" claim|\bERR_JOSE_ALG_NOT_ALLOWED\b/,
    kinds: ["jose"],
    who: "The application",
    file: "its call of jwtVerify, with the options",
  },
  {
    says: /\bUnexpected '(?:iss|aud|typ|alg|sub|jti|client_id|iat|exp)' value/,
    kinds: ["express-oauth2-jwt-bearer"],
    who: "The application",
    file: "the options of auth() from express-oauth2-jwt-bearer",
  },
  {
    says: /\bJWTClaimsError\b|\bjose\.exceptions\b/,
    kinds: ["python-jose"],
    who: "The application",
    file: "its call of jwt.decode, with the import",
  },
  {
    says: /\btoken_not_valid\b|Given token not valid for any token type|\brest_framework_simplejwt\b/,
    kinds: ["simplejwt"],
    who: "Simple JWT",
    file: "SIMPLE_JWT from the settings",
  },
  {
    says: /\bInvalid(?:Audience|Issuer|Subject)Error\b|Audience doesn't match|\bjwt\.exceptions\.(?:InvalidAlgorithm|MissingRequiredClaim|ImmatureSignature)Error\b/,
    kinds: ["pyjwt"],
    who: "The application",
    file: "its call of jwt.decode, with the import",
  },
  {
    says: /\btoken has invalid (?:audience|issuer|claims|subject|id)\b|\bsigning method \S{1,20} is invalid/,
    kinds: ["golang-jwt"],
    who: "The application",
    file: "its call of jwt.Parse or jwt.ParseWithClaims, with the options and the imports",
  },
  {
    says: /\bJWT::(?:InvalidAud|InvalidIssuer|InvalidSub|IncorrectAlgorithm|MissingRequiredClaim|InvalidIat)/,
    kinds: ["ruby-jwt"],
    who: "The application",
    file: "its call of JWT.decode",
  },
  {
    says: /\bIncorrect key for this algorithm\b|\bCannot handle token (?:prior to|with (?:nbf|iat) prior to)/,
    kinds: ["php-jwt"],
    who: "The application",
    file: "its call of JWT::decode",
  },
  {
    says: /\bcom\.auth0\.jwt\.exceptions\.(?:InvalidClaim|IncorrectClaim|MissingClaim|AlgorithmMismatch)Exception/,
    kinds: ["java-jwt"],
    who: "The application",
    file: "the verifier that JWT.require builds",
  },
];
