import type { Row } from "../types.ts";

/** Common log messages beyond the collected ones, which would be mistaken for others. */
export const MORE: readonly Row[] = [
  { by: ["golang-jwt"], text: "crypto/rsa: verification error", rules: ["KEY-10", "KEY-06", "KEY-31"] },
  { by: ["golang-jwt"], text: "ed25519: verification error", rules: ["KEY-10", "KEY-06", "KEY-31"] },
  { by: ["jwt-decode"], text: "Invalid token specified: missing part #N", rules: ["IN-08", "IN-10"] },
  {
    by: ["jwt-decode"],
    text: "Invalid token specified: invalid base64 for part #N",
    rules: ["IN-11", "IN-06", "IN-12"],
    topic: "encoding",
  },
  { by: ["jwt-decode"], text: "Invalid token specified: invalid json for part #N", rules: ["IN-16", "IN-09"] },
  { by: ["jwt-decode"], text: "Invalid token specified: must be a string", rules: ["IN-03"] },
  { by: ["jose"], text: "JWSSignatureVerificationFailed", rules: ["SEC-01", "KEY-10", "SEC-14"] },
  { by: ["jose"], text: "JOSEAlgNotAllowed", rules: ["HDR-02"] },
  { by: ["jose"], text: '"alg" (Algorithm) Header Parameter value not allowed', rules: ["HDR-02"] },
  { by: ["jose"], text: "JWKSNoMatchingKey", rules: ["KEY-07", "KEY-31"] },
  { by: ["jose"], text: "JWTClaimValidationFailed", rules: ["CLM-05", "CLM-01", "TIM-05"] },
  { by: ["php-jwt"], text: "SignatureInvalidException", rules: ["SEC-01", "SEC-14", "KEY-10"] },
  { by: ["php-jwt"], text: "BeforeValidException", rules: ["TIM-05", "TIM-06"] },
  {
    by: ["identitymodel"],
    text: "IDX10503: Signature validation failed. Token does not have a kid. Keys tried: '…'",
    rules: ["KEY-08", "KEY-10", "HDR-09"],
    topic: "key-missing",
  },
  {
    by: ["firebase"],
    text: 'Firebase ID token has incorrect "aud" (audience) claim. Expected "…" but got "…"',
    rules: ["PRV-03", "PRV-02"],
    topic: "audience",
  },
  {
    by: ["firebase"],
    text: 'Firebase ID token has incorrect "iss" (issuer) claim. Expected "…" but got "…"',
    rules: ["PRV-03", "PRV-02"],
    topic: "issuer",
  },
  {
    by: ["firebase"],
    text: "Decoding Firebase ID token failed. Make sure you passed the entire string JWT which represents an ID token.",
    rules: ["IN-10", "IN-11", "IN-08"],
    topic: "shape",
  },
  { by: ["firebase"], text: "Firebase ID token has expired. Get a fresh ID token", rules: ["TIM-01"] },
  {
    by: ["firebase"],
    text: "Firebase ID token has invalid signature",
    rules: ["KEY-10", "KEY-31", "PRV-03"],
    topic: "signature",
  },
  { by: ["entra"], text: "AADSTS50027: JWT token is invalid or malformed", rules: ["IN-08", "CLM-05", "CLM-01"] },
  { by: ["entra"], text: "AADSTS50013: Assertion failed signature validation", rules: ["KEY-10", "KEY-06", "CLM-10"] },
  {
    by: ["entra"],
    text: "AADSTS500131: Assertion audience does not match the Client app",
    rules: ["CLM-05", "CLM-07"],
  },
  {
    by: ["entra"],
    text: "AADSTS700024: Client assertion is not within its valid time range",
    rules: ["TIM-01", "TIM-05"],
  },
  {
    by: ["entra"],
    text: "AADSTS700027: Client assertion failed signature validation",
    rules: ["KEY-06", "KEY-10"],
    topic: "signature",
  },
];
