import { says } from "./says.ts";

/** What the libraries of Go, Rust, C++, Dart, Swift and Elixir say. */
export const compiledSays = [
  // joken-elixir/joken, ueberauth/guardian, potatosalad/erlang-jose.
  ...says(
    "joken",
    ["{:error, :signature_error}", "SEC-14", "SEC-01", "KEY-10"],
    ['{:error, [message: "Invalid token", claim: "exp"]}', "TIM-01"],
    ['{:error, [message: "Invalid token", claim: "aud"]}', "CLM-05"],
    ['{:error, [message: "Invalid token", claim: "iss"]}', "CLM-01"],
    ["{:error, :token_malformed}", "IN-08", "IN-10"],
    ["Guardian {:invalid_token, :token_expired}", "TIM-01"],
    ["Guardian {:error, :token_not_yet_valid}", "TIM-05", "TIM-11"],
    ["Guardian {:unauthenticated, :no_resource_found}", "CLM-13"],
    ["Guardian {:error, :invalid_issuer}", "CLM-01"],
    ["Guardian {:unauthenticated, :unauthenticated} no token", "IN-03"],
  ),
  // golang-jwt/jwt errors.go; supabase-go#21.
  ...says(
    "golang-jwt",
    ["token is unverifiable: error while executing keyfunc:", "KEY-07", "HDR-02"],
    ["token has invalid claims: token has invalid issuer", "CLM-01"],
    ["token has invalid claims: token used before issued", "TIM-06", "TIM-11"],
    ["token is malformed: could not base64 decode claim", "IN-06", "IN-11"],
    ["token signature is invalid: signature is invalid", "SEC-14", "KEY-10"],
    ["token signature is invalid: crypto/rsa: verification error", "KEY-10", "KEY-06"],
    ["unexpected signing method", "HDR-02", "HDR-12"],
    ["signing method … is invalid", "HDR-02", "HDR-12"],
    ["no Keyfunc was provided", "SEC-13"],
    ["key is invalid golang-jwt", "SEC-13", "KEY-11"],
    ["the given key ID was not found in the JWKS", "KEY-07"],
  ),
  ...says(
    "go-jose",
    ["go-jose/go-jose: error in cryptographic primitive", "KEY-10", "SEC-14", "KEY-06"],
    ["go-jose/go-jose: unexpected signature algorithm", "HDR-02"],
    ["go-jose/go-jose: compact JWS format must have three parts", "IN-08", "IN-10"],
    ["go-jose/go-jose: no keys in JWK set", "KEY-30", "KEY-07"],
    ["go-jose: error in cryptographic primitive decrypt JWE", "SRV-05", "IN-09"],
  ),
  // Keats/jsonwebtoken src/errors.rs; issues 183, 401, 438.
  ...says(
    "rust",
    ["jsonwebtoken::errors::Error(InvalidKeyFormat)", "KEY-11", "KEY-01", "KEY-03"],
    ["jsonwebtoken Error(InvalidSignature)", "SEC-14", "SEC-01", "KEY-10"],
    ["jsonwebtoken::errors Error(InvalidToken)", "IN-08", "IN-10"],
    ["Error(ExpiredSignature)", "TIM-01"],
    ["Error(InvalidAudience)", "SRV-09", "CLM-05"],
    ["Error(InvalidIssuer)", "CLM-01"],
    ["Error(ImmatureSignature)", "TIM-05", "TIM-11"],
    ["jsonwebtoken Error(InvalidAlgorithm)", "HDR-02"],
    ['Error(MissingRequiredClaim("exp"))', "TIM-08"],
    ["jsonwebtoken Error(Base64(InvalidByte))", "IN-06", "IN-02"],
    ["jsonwebtoken missing field `exp`", "TIM-08", "CLM-19"],
    ["jsonwebtoken Error(InvalidRsaKey", "KEY-01", "KEY-16"],
    ["jsonwebtoken Error(InvalidEcdsaKey)", "KEY-03", "KEY-32"],
  ),
  // Thalhammer/jwt-cpp include/jwt-cpp/jwt.h; issue 42. arun11299/cpp-jwt.
  ...says(
    "jwt-cpp",
    ["jwt::error::signature_verification_exception what(): invalid signature", "SEC-14", "SEC-01", "SEC-02", "KEY-10"],
    ["jwt::error::token_verification_exception what(): token expired", "TIM-01"],
    ["jwt::error::token_verification_exception what(): wrong algorithm", "HDR-02"],
    ["jwt::error::token_verification_exception what(): token doesn't contain the required audience", "CLM-05"],
    ["jwt::error::token_verification_exception what(): claim value does not match expected value", "CLM-19", "CLM-01"],
    ["std::invalid_argument what(): invalid token supplied jwt", "IN-08", "IN-10"],
    ["jwt::error::rsa_exception what(): failed to load public key: bio read failed", "KEY-01", "KEY-02", "KEY-04"],
  ),
  // gustavo0197/dart-jwt-decoder lib/jwt_decoder.dart (issue 19); jonasroussel/dart_jsonwebtoken.
  ...says(
    "dart-jwt",
    [
      "FormatException: Invalid token JwtDecoder.decode (package:jwt_decoder/jwt_decoder.dart",
      "IN-08",
      "IN-10",
      "IN-03",
    ],
    ["FormatException: Invalid payload package:jwt_decoder", "IN-11", "IN-16"],
    ["JWTExpiredException: jwt expired", "TIM-01"],
    ["JWTInvalidException: invalid token dart_jsonwebtoken", "IN-08", "IN-10"],
    ["JWTInvalidException: invalid signature dart_jsonwebtoken", "SEC-14", "SEC-01"],
  ),
  // vapor/jwt-kit Sources/JWTKit/JWTKitError.swift; issues 45, 81. Kitura/Swift-JWT, airsidemobile/JOSESwift.
  ...says(
    "jwt-kit",
    ["JWTKit error: unknown kid: JWKIdentifier", "KEY-07"],
    ["JWTError.missingKIDHeader Missing kid field in header", "KEY-08", "SEC-15", "SEC-13"],
    ["JWTKitError(errorType: signatureVerificationFailed)", "SEC-14", "KEY-10"],
    ["JWTKit error: signature verification failed signatureVerifictionFailed", "SEC-14", "KEY-10"],
    ["JWTKitError(errorType: claimVerificationFailure, failedClaim: JWTKit.ExpirationClaim reason: expired)", "TIM-01"],
    ["JWTKitError(errorType: malformedToken", "IN-08", "IN-10"],
    ["exp claim verification failed: expired", "TIM-01"],
    ["JOSESwift error signatureInvalid", "KEY-10", "SEC-14"],
    ["JOSESwift.JOSESwiftError.decryptingFailed", "SRV-05", "IN-09"],
  ),
  // lestrrat-go/jwx jws and jwt; dvsekhvalnov/jose2go#2.
  ...says(
    "jwx",
    ["could not verify message using any of the signatures or keys", "KEY-10", "KEY-06", "SEC-14"],
    ['"exp" not satisfied', "TIM-01", "TIM-11"],
    ['"nbf" not satisfied', "TIM-05", "TIM-11"],
    ['"iat" not satisfied', "TIM-06", "TIM-11"],
    ['"aud" not satisfied', "CLM-05"],
    ['"iss" not satisfied', "CLM-01"],
    ['failed to find key with key ID "…" in key set', "KEY-07", "KEY-31"],
    ["failed to find matching key: no key ID specified in token", "KEY-08"],
  ),
  ...says(
    "jose2go",
    ["jose2go crypto/rsa: decryption error", "SRV-05", "IN-09"],
    ["jose2go: authentication tag mismatch", "SRV-05", "IN-09"],
  ),
  // spiffe/go-spiffe svid/jwtsvid/svid.go.
  ...says(
    "spiffe",
    ["jwtsvid: expected audience in … (audience=", "CLM-05"],
    ["jwtsvid: token has expired", "TIM-01"],
    ["jwtsvid: no bundle found for trust domain", "SRV-06"],
    ["jwtsvid: no JWT authority … found for trust domain", "KEY-07", "KEY-31"],
    ["jwtsvid: token header missing key id", "KEY-08"],
  ),
];
