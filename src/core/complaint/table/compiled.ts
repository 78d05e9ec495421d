import type { Row } from "../types.ts";
import { says } from "./says.ts";

/** What libraries of Go, Rust, C++ and Dart say. */
export const compiled: readonly Row[] = [
  ...says(
    "golang-jwt",
    ["golang-jwt v5: invalid type for claim: exp is invalid", "TIM-03"],
    ["golang-jwt v5: key is of invalid type: RSA verify expects *rsa.PublicKey", "KEY-11"],
    ["golang-jwt/jwt-go: Token used before issued", "TIM-06"],
    ["golang-jwt: 'none' signature type is not allowed", "HDR-01"],
    ["golang-jwt: could not JSON decode claim", "IN-16"],
    ["golang-jwt: crypto/ecdsa: verification error", "KEY-19"],
    ["golang-jwt: invalid key: Key must be a PEM encoded PKCS1 or PKCS8 key", "KEY-02"],
    ["golang-jwt: key is of invalid type", "KEY-05"],
    ["golang-jwt: signature is invalid", "SEC-04"],
    ["golang-jwt: signing method (alg) is unavailable", "HDR-03"],
    ["golang-jwt: signing method X is invalid", "HDR-02"],
    ["golang-jwt: token contains an invalid number of segments", "IN-08"],
    ["golang-jwt: token has invalid audience", "CLM-05"],
    ["golang-jwt: token is expired", "TIM-01"],
    ["golang-jwt: token is malformed: could not base64 decode header", "IN-06"],
    ["golang-jwt: token is missing required claim", "CLM-19"],
    ["golang-jwt: token is not valid yet", "TIM-05"],
    ["golang: Token used before issued", "TIM-10"],
  ),
  ...says("go-jose", ["go-jose: invalid EC public key, wrong length for x", "KEY-15"]),
  ...says(
    ["go-jose", "kubernetes"],
    ["square/go-jose: error in cryptographic primitive", "KEY-06", "KEY-10", "SEC-14", "PRV-10"],
  ),
  ...says(
    "go-oidc",
    ["go-oidc: expected audience X got Y", "CLM-05"],
    ["go-oidc: id token issued by a different provider, expected X got Y", "CLM-01"],
    ["go-oidc: oidc: id token not signed", "HDR-01"],
    ["go-oidc: oidc: malformed jwt, expected 3 parts got N", "IN-08"],
    ["go-oidc: oidc: multiple signatures on id token not supported", "IN-17"],
    ["oidc: JWT claims invalid: invalid claim value: 'iss'", "CLM-03"],
  ),
  ...says("openpubkey", ["openpubkey: issuedAt of token is in the future", "TIM-10"]),
  ...says(
    "go",
    ["Go: json: cannot unmarshal array into Go struct field X.aud of type string", "CLM-06"],
    ["Go: json: cannot unmarshal string into Go struct field CustomClaims.aud of type []string", "CLM-06"],
  ),
  ...says(
    "rust",
    ["Rust: ExpiredSignature", "TIM-01"],
    ["Rust: ImmatureSignature", "TIM-05"],
    ["Rust: InvalidAlgorithm", "HDR-02"],
    ["Rust: InvalidAudience", "CLM-05"],
    ["Rust: InvalidIssuer", "CLM-01"],
    ["Rust: Missing required claim: exp", "TIM-08"],
  ),
  ...says("cpp-jwt", ["cpp-jwt: verification failed", "KEY-04"]),
  ...says("jwt-cpp", ["jwt-cpp: failed to load public key: PEM_read_bio_PUBKEY failed", "KEY-04"]),
  ...says(
    "dart-jose",
    ["dart jose: FormatException", "KEY-24"],
    ["dart jose: FormatException could not parse PEM", "KEY-04"],
  ),
  ...says("webcrypto-dart", ["webcrypto.dart importJsonWebKey error", "KEY-16"]),
];
