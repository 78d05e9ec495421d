import type { Row } from "../types.ts";
import { says } from "./says.ts";

/** Common log messages beyond the collected ones, which would be mistaken for others. */
export const MORE: readonly Row[] = [
  ...says(
    "golang-jwt",
    ["crypto/rsa: verification error", "KEY-10", "KEY-06", "KEY-31"],
    ["ed25519: verification error", "KEY-10", "KEY-06", "KEY-31"],
  ),
  ...says(
    "jwt-decode",
    ["Invalid token specified: missing part #N", "IN-08", "IN-10"],
    ["Invalid token specified: invalid base64 for part #N", "IN-11", "IN-06", "IN-12", { topic: "encoding" }],
    ["Invalid token specified: invalid json for part #N", "IN-16", "IN-09"],
    ["Invalid token specified: must be a string", "IN-03"],
  ),
  ...says(
    "jose",
    ["JWSSignatureVerificationFailed", "SEC-01", "KEY-10", "SEC-14"],
    ["JOSEAlgNotAllowed", "HDR-02"],
    ['"alg" (Algorithm) Header Parameter value not allowed', "HDR-02"],
    ["JWKSNoMatchingKey", "KEY-07", "KEY-31"],
    ["JWTClaimValidationFailed:", "CLM-05", "CLM-01", "TIM-05"],
  ),
  ...says(
    "php-jwt",
    ["SignatureInvalidException", "SEC-01", "SEC-14", "KEY-10"],
    ["BeforeValidException", "TIM-05", "TIM-06"],
  ),
  ...says("identitymodel", [
    "IDX10503: Signature validation failed. Token does not have a kid. Keys tried: '…'",
    "KEY-08",
    "KEY-10",
    "HDR-09",
    { topic: "key-missing" },
  ]),
  ...says(
    "firebase",
    [
      'Firebase ID token has incorrect "aud" (audience) claim. Expected "…" but got "…"',
      "PRV-03",
      "PRV-02",
      { topic: "audience" },
    ],
    [
      'Firebase ID token has incorrect "iss" (issuer) claim. Expected "…" but got "…"',
      "PRV-03",
      "PRV-02",
      { topic: "issuer" },
    ],
    [
      "Decoding Firebase ID token failed. Make sure you passed the entire string JWT which represents an ID token.",
      "IN-10",
      "IN-11",
      "IN-08",
      { topic: "shape" },
    ],
    ["Firebase ID token has expired. Get a fresh ID token", "TIM-01"],
    ["Firebase ID token has invalid signature", "KEY-10", "KEY-31", "PRV-03", { topic: "signature" }],
  ),
  ...says(
    "entra",
    ["AADSTS50027: JWT token is invalid or malformed", "IN-08", "CLM-05", "CLM-01"],
    ["AADSTS50013: Assertion failed signature validation", "KEY-10", "KEY-06", "CLM-10"],
    ["AADSTS500131: Assertion audience does not match the Client app", "CLM-05", "CLM-07"],
    ["AADSTS700024: Client assertion is not within its valid time range", "TIM-01", "TIM-05"],
    ["AADSTS700027: Client assertion failed signature validation", "KEY-06", "KEY-10", { topic: "signature" }],
  ),
];
