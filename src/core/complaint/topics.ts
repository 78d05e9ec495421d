import { CAUSES } from "./causes/index.ts";
import type { Row, Topic } from "./types.ts";

/** What a message means, in a sentence. */
export const MEANINGS: Readonly<Record<Topic, string>> = {
  "no-token": "The verifier found no token in the request.",
  shape: "The verifier could not take the text apart as a token of three parts with dots between.",
  encoding: "A part of the token could not be decoded from base64url.",
  json: "A part of the token was decoded, and is not the JSON object that it has to be.",
  encrypted: "The token is encrypted, and the reader wants a signed one or has no key for it.",
  size: "The token, or the header that carries it, is larger than a server on the way accepts.",
  several: "The request has more than one token, and the verifier does not choose.",
  signature: "The token could be read, but its signature is not one that the verifier’s key makes over these bytes.",
  "signature-form": "The signature has another form or length than its algorithm’s signatures have.",
  unsigned: "The token has no signature, and the verifier wants one.",
  secret: "The shared secret can not be used as it was given; the token was possibly not even looked at.",
  "key-text": "The key could not be read as it was given; the token was possibly not even looked at.",
  "key-kind": "The key is of another kind than the token’s algorithm needs.",
  "key-use": "The key may not be used for what was asked of it.",
  "key-missing": "Among the verifier’s keys none fits this token.",
  "key-set": "The verifier could not get the issuer’s set of keys.",
  "key-small": "The key is smaller than its algorithm allows.",
  algorithm: "The token’s algorithm is not one that the verifier accepts or can do.",
  header: "Something in the token’s header is missing, or is not what the verifier accepts.",
  expired: "The verifier’s clock is at or past the token’s exp.",
  "not-yet": "The verifier’s clock is still before the token’s nbf.",
  "from-future": "The token was issued at a time that the verifier’s clock has not reached.",
  "time-type": "A time in the token is not a number of seconds as the verifier wants it.",
  lifetime: "The token’s times are out of the limits that the verifier sets.",
  issuer: "The token is not from the issuer that the verifier expects.",
  audience: "The token is meant for another service or client than the verifier expects.",
  claim: "A claim that the verifier asks for is missing, or breaks one of its rules.",
  "claim-type": "A claim has a type of JSON that the verifier does not take.",
  replay: "The verifier expected a token of this one login, not used before.",
  permission: "The token is good, and does not allow what was asked: 403 rather than 401.",
  "token-kind": "The token is of another kind than is wanted here.",
  subject: "The token was accepted as such, but its subject is not one that the service knows or allows.",
  session: "The token was accepted as such, but the session behind it has ended.",
  consumer: "The gateway looked for the one whose token this is, and found no fitting entry.",
  tool: "This is what two tools say differently of one token, rather than one library’s message.",
};

/** Messages that say something else than their likeliest cause is about. */
const OTHERWISE: Readonly<Record<string, Topic>> = {
  "jsonwebtoken: jwt not active": "not-yet",
  "IDX10222 not yet valid when nbf is ms": "not-yet",
  "PyJWT: Invalid crypto padding / Invalid payload padding": "encoding",
  "PyJWT: Invalid header padding / Invalid header string": "encoding",
  "jose: Failed to base64url decode the payload": "encoding",
  "firebase/php-jwt: Invalid claims encoding": "encoding",
  "lcobucci/jwt: Error while decoding to JSON: Malformed UTF-8 characters": "json",
  "auth0 oauth2-jwt-bearer: Invalid Compact JWS": "shape",
  "jjwt: Illegal base64 character: '-' (or _)": "secret",
  "APISIX: base64_secret required but the secret is not in base64 format": "secret",
  'Docker: The "X" variable is not set. Defaulting to a blank string.': "secret",
  "jsonwebtoken: Invalid key for this operation, its RSA-PSS parameter saltLength does not meet the requirements":
    "key-kind",
  "IDX10249: X509SecurityKey validation failed. The associated certificate has expired": "key-use",
  "invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes)": "lifetime",
  "'Issued at' claim ('iat') must be an Integer": "time-type",
  "'Expiration time' claim ('exp') is too far in the future": "lifetime",
  "Invalid algorithm": "algorithm",
  "Invalid key/secret": "secret",
  "JWT token invalid": "shape",
  "failed to verify jwt": "signature",
  'property "secret" is required when using HS based algorithms': "secret",
  "Audiences in Jwt are not allowed": "audience",
  "Jwt verification fails": "signature",
  "Envoy: Jwt verification fails": "signature",
  "RBAC: access denied (403)": "permission",
  "PGRST300 secret missing": "secret",
  "PGRST303 claims": "claim",
  'The header "kid" is missing.': "header",
  'Firebase ID token has incorrect "aud" (audience) claim. Expected "proj" but got "https://identitytoolkit…"':
    "audience",
  'A key with ID "…" could not be found': "key-missing",
  IDX10206: "audience",
  "audience mismatch": "audience",
  'Firebase ID token has incorrect "aud" (audience) claim. Expected "…" but got "…"': "audience",
  'Firebase ID token has incorrect "iss" (issuer) claim. Expected "…" but got "…"': "issuer",
  "IDX10503: Signature validation failed. Token does not have a kid. Keys tried: '…'": "key-missing",
  "Firebase ID token has invalid signature": "signature",
  "AADSTS700027: Client assertion failed signature validation": "signature",
  "Decoding Firebase ID token failed. Make sure you passed the entire string JWT which represents an ID token.":
    "shape",
  "Invalid token specified: invalid base64 for part #N": "encoding",
  'PyJWT: Token is missing the "aud" claim': "claim",
  "kjwt: AlgorithmMismatch": "algorithm",
};

/** What a row's message is about. */
export function topicOf({ text, rules }: Row): Topic {
  return OTHERWISE[text] ?? CAUSES[rules[0] ?? ""]?.topic ?? "tool";
}
