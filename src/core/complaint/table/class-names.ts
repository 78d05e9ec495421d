import type { Row } from "../types.ts";
import { says } from "./says.ts";

/** Bare names of exceptions and codes, as in logs. */
export const CLASS_NAMES: readonly Row[] = [
  ...says("jsonwebtoken", ["TokenExpiredError", "TIM-01"], ["NotBeforeError", "TIM-05"]),
  ...says(
    "jose",
    ["ERR_JWT_EXPIRED", "TIM-01"],
    ["JWTExpired", "TIM-01"],
    ["ERR_JWT_CLAIM_VALIDATION_FAILED", "CLM-05", "CLM-01", "TIM-05"],
    ["ERR_JWS_SIGNATURE_VERIFICATION_FAILED", "SEC-01", "KEY-10", "SEC-14"],
    ["signature verification failed", "SEC-01", "KEY-10", "SEC-14"],
    ["ERR_JWS_INVALID", "IN-08", "IN-10", "IN-12"],
  ),
  ...says(
    "pyjwt",
    ["ExpiredSignatureError", "TIM-01"],
    ["ImmatureSignatureError", "TIM-05", "TIM-06"],
    ["InvalidSignatureError", "SEC-01", "SEC-14", "KEY-10"],
    ["InvalidAudienceError", "CLM-05"],
    ["InvalidIssuerError", "CLM-01", "CLM-02"],
    ["InvalidAlgorithmError", "HDR-02"],
    ["InvalidKeyError", "KEY-11"],
  ),
  ...says("ruby-jwt", ["JWT::VerificationError", "SEC-01", "SEC-14", "KEY-10"]),
  ...says(
    "jjwt",
    ["ExpiredJwtException", "TIM-01"],
    ["PrematureJwtException", "TIM-05"],
    ["WeakKeyException", "SEC-09", "KEY-17"],
  ),
  ...says(["java-jwt", "jjwt"], ["SignatureVerificationException", "SEC-01", "SEC-14", "KEY-10"]),
  ...says(
    "identitymodel",
    ["SecurityTokenExpiredException", "TIM-01"],
    ["SecurityTokenSignatureKeyNotFoundException", "KEY-07", "KEY-26"],
    ["SecurityTokenInvalidSignatureException", "KEY-10", "HDR-09"],
    ["SecurityTokenInvalidAudienceException", "CLM-05", "CLM-07"],
    ["SecurityTokenInvalidIssuerException", "CLM-01", "CLM-03"],
  ),
  ...says("spring", ["Jwt expired at …", "TIM-01"], ["Jwt used before …", "TIM-05"]),
];
