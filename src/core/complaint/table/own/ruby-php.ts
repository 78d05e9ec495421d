import { says } from "../says.ts";

/** What the libraries of Ruby and PHP say. */
export const rubyPhpSays = [
  // jwt/ruby-jwt lib/jwt; waiting-for-dev/warden-jwt_auth, devise-jwt#270.
  ...says(
    "ruby-jwt",
    ["JWT::DecodeError (No verification key available)", "SEC-13"],
    ["JWT::DecodeError: Could not find public key for kid", "KEY-07"],
    ["JWT::DecodeError: No key id (kid) found from token headers", "KEY-08"],
    ["JWT::VerificationError (Signature verification failed)", "SEC-14", "SEC-01", "KEY-10"],
    ["JWT::VerificationError (Signature verification raised)", "SEC-14", "SEC-01", "KEY-10"],
    ["JWT::ExpiredSignature (Signature has expired)", "TIM-01"],
    ["JWT::InvalidIssuerError: Invalid issuer. Expected …, received", "CLM-01"],
    ["JWT::IncorrectAlgorithm (Expected a different algorithm)", "HDR-02"],
    ["JWT::EncodeError: The key is not a private key", "KEY-05"],
    ["OpenSSL::PKey::RSAError: Neither PUB key nor PRIV key: nested asn1 error", "KEY-01", "KEY-02", "KEY-03"],
  ),
  ...says(
    "devise-jwt",
    ["RevokedToken: revoked token Warden::JWTAuth", "CLM-16"],
    ["nil user Warden::JWTAuth::Errors::NilUser", "CLM-13"],
    ["WrongScope: wrong scope Warden::JWTAuth", "CLM-18"],
  ),
  // lcobucci/jwt src/Validation/Constraint, src/Signer; issues 890, 980, 987; tymondesigns/jwt-auth#1904.
  ...says(
    "lcobucci",
    ["Key provided is shorter than … bits, only … bits provided", "SEC-09", "KEY-17"],
    ["Lcobucci\\JWT\\Signer\\Key, null given", "SEC-13"],
    [
      "Argument 3 passed to Lcobucci\\JWT\\Signer\\Hmac::doVerify() must be an instance of Lcobucci\\JWT\\Signer\\Key, null given",
      "SEC-13",
    ],
    ["Argument 2 passed to Lcobucci\\JWT\\Signer\\Hmac::createHash() must be an instance of Key, null given", "SEC-13"],
    ["Token signature mismatch", "SEC-14", "KEY-10", "SEC-01"],
    ["Token signer mismatch", "HDR-02"],
    ["InvalidKeyProvided: This key is not compatible with RSA signatures", "KEY-11", "KEY-32"],
    ["InvalidKeyProvided: The type of the provided key is not", "KEY-11", "KEY-32"],
    ["The token is expired Lcobucci", "TIM-01"],
    ["The token was issued in the future", "TIM-06", "TIM-11"],
    ["The token cannot be used yet", "TIM-05", "TIM-11"],
    ["The token is not allowed to be used by this audience", "CLM-05"],
    ["The token was not issued by the given issuers", "CLM-01"],
    ["The token is not related to the expected subject", "CLM-14"],
    ["The JWT string must have two dots", "IN-08", "IN-10", "IN-03"],
    ["It was not possible to parse your key, reason", "KEY-01", "KEY-02", "KEY-21", "KEY-23"],
    ["Key cannot be empty Lcobucci", "SEC-13"],
  ),
  ...says(
    "tymon",
    ["Token Signature could not be verified.", "SEC-14", "KEY-10", "SEC-01"],
    ["Wrong number of segments Tymon\\JWTAuth", "IN-08", "IN-10"],
    ["Could not create token: Key provided is shorter than 256 bits", "SEC-09"],
    ["The token could not be parsed from the request", "IN-03", "IN-22"],
    ["Token not provided", "IN-03", "IN-22"],
    ["The token has been blacklisted", "CLM-16"],
    ["Token has expired and can no longer be refreshed", "TIM-12", "TIM-01"],
    ["A token is required Tymon", "IN-03"],
    ["Secret is not set. Tymon\\JWTAuth\\Exceptions\\SecretMissingException", "SEC-13"],
    ["Not Before (nbf) timestamp cannot be in the future", "TIM-05", "TIM-11"],
    ["Issued At (iat) timestamp cannot be in the future", "TIM-06", "TIM-11"],
    ["JWT payload does not contain the required claims", "CLM-19"],
  ),
  // lexik/LexikJWTAuthenticationBundle Encoder/LcobucciJWTEncoder.php, Response; issues 331, 532, 567, 822, 825, 1063.
  ...says(
    "lexik",
    ["Unable to create a signed JWT from the given configuration.", "KEY-23", "SEC-09", "KEY-21"],
    [
      'Unable to verify the given JWT through the given configuration. If the "lexik_jwt_authentication.encoder" encryption options have been changed since your last authentication, please renew the token. If the problem persists, verify that the configured keys/passphrase are valid.',
      "KEY-06",
      "KEY-10",
      "KEY-23",
    ],
    ["An error occurred while trying to encode the JWT token.", "KEY-23", "KEY-21"],
    ["JWT Token not found", "IN-03", "IN-22"],
    ["Expired JWT Token", "TIM-01"],
    ["code 401 Invalid JWT Token", "KEY-10", "KEY-06", "TIM-06", "IN-08"],
    ["Unable to load key Lexik: Please verify that lexik_jwt_authentication.secret_key", "KEY-21", "KEY-23"],
  ),
  // firebase/php-jwt src/JWT.php, CachedKeySet.php.
  ...says(
    "php-jwt",
    ['"kid" invalid, unable to lookup correct key UnexpectedValueException', "KEY-07"],
    ["OpenSSL unable to sign data DomainException", "KEY-05", "KEY-23"],
    ["OpenSSL unable to validate key", "KEY-01", "KEY-02"],
    ["Syntax error, malformed JSON Firebase\\JWT", "IN-16", "IN-11"],
    ["Key ID kid not found JWT Set OutOfBoundsException", "KEY-07"],
  ),
  // web-token/jwt-framework; issue 310.
  ...says(
    "web-token",
    [
      "Jose\\Component\\Core\\Util\\JsonConverter::decode() must be of the type string, null given Decrypt.php",
      "SRV-05",
      "IN-09",
    ],
    ["Unable to decrypt the token. Jose\\Component", "SRV-05", "IN-09"],
    ['The algorithm "…" is not supported. Jose\\Component', "HDR-03", "HDR-02"],
    ["Unable to load and verify the token. Jose\\Component", "KEY-10", "KEY-07"],
  ),
  // thephpleague/oauth2-server src/AuthorizationValidators/BearerTokenValidator.php; laravel/passport#251, #451; shopware.
  ...says(
    "league",
    ["OAuthServerException::accessDenied('The JWT string ...')", "IN-08", "IN-10", "IN-01"],
    ["OAuthServerException::accessDenied('Access token co...')", "KEY-06", "KEY-10"],
    ["OAuthServerException::accessDenied('Access token is ...')", "TIM-01"],
    ["OAuthServerException::accessDenied('Access token ha...')", "CLM-16"],
    // league/oauth2-server src/CryptKey.php.
    ["LogicException: Key path does not exist or is not readable", "KEY-21"],
    ['Key path "…" does not exist or is not readable', "KEY-21"],
    ["OAuthServerException::accessDenied('Missing \"Author...')", "IN-03", "IN-22"],
    [
      "The resource owner or authorization server denied the request. Access token could not be verified",
      "KEY-06",
      "KEY-10",
    ],
    ["The resource owner or authorization server denied the request. Access token has been revoked", "CLM-16"],
    ["The resource owner or authorization server denied the request. Access token is invalid", "TIM-01", "TIM-05"],
    ["The resource owner or authorization server denied the request. Missing Authorization header", "IN-03", "IN-22"],
    [
      "The resource owner or authorization server denied the request. The JWT string must have two dots",
      "IN-08",
      "IN-10",
    ],
    ["The resource owner or authorization server denied the request:", "KEY-06", "CLM-16", "TIM-01", "IN-10"],
  ),
  // Tmeister/wp-api-jwt-auth public/class-jwt-auth-public.php; usefulteam/jwt-auth.
  ...says(
    "wp-jwt",
    ["jwt_auth_bad_config JWT is not configurated properly, please contact the admin", "SEC-13"],
    ["jwt_auth_no_auth_header Authorization header not found.", "IN-03", "IN-22", "SRV-14"],
    ["jwt_auth_bad_auth_header Authorization header malformed.", "IN-22", "IN-02"],
    ["jwt_auth_invalid_token Signature verification failed", "SEC-14", "SEC-13"],
    ["jwt_auth_invalid_token Expired token", "TIM-01"],
    ["jwt_auth_invalid_token Wrong number of segments", "IN-08", "IN-10"],
    ["jwt_auth_bad_iss The iss do not match with this server", "CLM-01"],
    ["jwt_auth_user_not_found", "CLM-13"],
  ),
  // appwrite/appwrite app/config/errors.php; adhocore/php-jwt src/ValidatesJWT.php.
  ...says(
    "appwrite",
    ["Failed to verify JWT. Invalid token: Incomplete segments", "IN-08", "IN-10", "IN-03"],
    ["Failed to verify JWT. Invalid token: Expired", "TIM-01"],
    ["Failed to verify JWT. Invalid token: Signature failed", "SEC-14", "IN-11"],
  ),
];
