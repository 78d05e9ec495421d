import type { CauseId } from "../causes/index.ts";
import type { Topic } from "../causes/topics.ts";
import { FAILS, GONE, KEY_ID, KEYS, MISMATCH, NO_USER, NOT, USER, WRONG } from "./phrases.ts";

/** Maximum number of words between the two. */
const BETWEEN = 5;

/**
 * `subject` and `defect` near each other, in either order; both are alternatives, with words separated by one space.
 */
function near(subject: string, defect: string, between = BETWEEN): RegExp {
  const gap = `(?:[^ ]{1,64} ){0,${between}}`;
  return new RegExp(` (?:(?:${subject}) ${gap}(?:${defect})|(?:${defect}) ${gap}(?:${subject})) `);
}

/** One of these phrases, of words separated by one space. */
const phrase = (words: string): RegExp => new RegExp(` (?:${words}) `);

/** What messages say in their own words: a subject and a defect. */
interface Concept {
  readonly says: RegExp;
  readonly rules: readonly CauseId[];
  readonly topic?: Topic;
  /** So specific that only a longer wording from the table outranks it. */
  readonly isNarrow?: true;
}

/**
 * In order of evaluation: those closer to the root cause come first, since a message often wraps a narrower
 * one ("could not verify: fetching keys: 404"). Only asked of texts that are about tokens.
 */
export const CONCEPTS: readonly Concept[] = [
  { says: phrase("unrecognized name|notsupportederror"), rules: ["KEY-27", "HDR-02"] },
  { says: near("crv|named curve", `${MISMATCH}|not match`, 4), rules: ["KEY-14", "KEY-12"] },
  {
    says: phrase(
      "unable to match key|could not match key|cannot match key|no matching key|no key matching|signed (?:by|with) (?:an )?unknown key",
    ),
    rules: ["KEY-07", "KEY-31", "KEY-25"],
  },
  {
    says: near(
      "azp|authorized party|client id (?:in|of|claim) (?:the )?(?:jwt|token|[^ ]{1,20})",
      `${MISMATCH}|not match`,
      6,
    ),
    rules: ["CLM-17", "CLM-05"],
  },
  {
    says: near("kid|key id|kid header", "in (?:the )?(?:jwks|jwk set|key set|jwks list|jwks response)", 8),
    rules: ["KEY-07", "KEY-31", "KEY-25"],
  },
  {
    says: phrase("passphrase required|passphrase was required|wrong passphrase|bad passphrase|password callback"),
    rules: ["KEY-23"],
  },
  { says: near("crit|critical", "unknown|unsupported|extension|not supported|not understood", 5), rules: ["HDR-05"] },
  {
    says: phrase(
      "unable to verify the first certificate|self signed certificate|unable to get local issuer certificate|pkix path building failed|unable to find valid certification path|signed by unknown authority|econnrefused|enotfound|etimedout|getaddrinfo|no such host|i o timeout",
    ),
    rules: ["SRV-01", "KEY-25"],
  },
  {
    says: near("disclosure|disclosures", `${GONE}|${MISMATCH}|not referenced|unused|duplicate`, 5),
    rules: ["SRV-12"],
    isNarrow: true,
  },
  { says: near("email", "not verified|unverified|isnt verified", 2), rules: ["SRV-04"], isNarrow: true },
  {
    says: near(
      KEYS,
      `${FAILS}|x509|tls|certificate|dial tcp|no such host|econnrefused|enotfound|retrieve|retrieving`,
      12,
    ),
    rules: ["SRV-01", "KEY-25", "KEY-30"],
  },
  {
    says: near("fetching keys|fetch keys|retrieve keys|get keys|fetching jwks|load keys", FAILS, 12),
    rules: ["SRV-01", "KEY-25"],
  },
  {
    says: phrase("use dpop nonce|requires nonce in dpop proof|dpop nonce mismatch|invalid dpop nonce"),
    rules: ["SRV-08"],
    isNarrow: true,
  },
  {
    says: near("dpop", "iat|timestamp|expired|too old|clock", 6),
    rules: ["TIM-11", "SRV-07", "TIM-12"],
    topic: "from-future",
  },
  { says: near("dpop", "missing|required|no", 4), rules: ["CLM-23"] },
  { says: near("dpop|jkt|cnf", `${MISMATCH}|binding|htu|htm|ath|match`, 6), rules: ["SRV-07", "CLM-23"] },
  { says: near("key binding|kb jwt|sd hash", `${GONE}|${MISMATCH}`, 4), rules: ["SRV-12"], isNarrow: true },
  {
    says: near(
      "decrypt|decrypting|decryption|decrypted|jwedecryptionfailed",
      `${FAILS}|invalid|no|not|mismatch|tag`,
      4,
    ),
    rules: ["SRV-05", "IN-09"],
    isNarrow: true,
  },
  {
    says: near("encrypted jwt|encrypted token|badjweexception|jwe", "mac check failed|tag mismatch|unwrap", 6),
    rules: ["SRV-05", "IN-09"],
    isNarrow: true,
  },
  {
    says: near("authorization header", "malformed|bad format|invalid format|badly formatted|wrong format", 2),
    rules: ["IN-22", "IN-02", "IN-10"],
  },
  {
    says: phrase("consent required|consent_required|has not consented|hasnt approved|not approved|admin consent"),
    rules: ["SRV-02"],
  },
  {
    says: near(
      "secret|signing key|secretkey|hmac key|jwt secret|secretorprivatekey|private key|key|signer",
      "not set|not configured|not specified|empty|null|nil|undefined|must have value|must be provided|not provided|must not be blank|cannot be empty|lacks|no verification key|is missing|not defined",
      4,
    ),
    rules: ["SEC-13"],
  },
  { says: near("rsa key|rsa modulus|rsa key size", "too short|too small|at least|minimum", 6), rules: ["KEY-17"] },
  {
    says: near(
      "secret|key|hmac|secret length|key size",
      "too short|shorter than|too small|at least|minimum|not secure enough|insufficient length|must be greater",
      6,
    ),
    rules: ["SEC-09", "KEY-17"],
  },
  { says: phrase("secret (?:key )?is (?:a )?(?:required|needed|mandatory)"), rules: ["SEC-13"] },
  {
    says: near(
      "kid|key id|keyid|kid header|kid header parameter|kid claim|kid field",
      "missing|absent|no kid|not present|without|does not contain|doesnt have|has no|is empty",
      1,
    ),
    rules: ["KEY-08", "SEC-15", "KEY-07"],
  },
  {
    says: phrase(
      "(?:kid|key id) (?:[^ ]{1,20} ){0,3}(?:is required|must be (?:provided|present|set|specified)|required)|find (?:a |the )?(?:kid|key id) in (?:[^ ]{1,20} ){0,2}header|multiple (?:applicable|matching) keys",
    ),
    rules: ["KEY-08", "SEC-15"],
  },
  {
    says: near(
      KEY_ID,
      "not found|missing key|no matching|unknown|unable to find|could not find|cannot find|couldnt find|did not match|no key|not match|no suitable|unresolvable|not resolve|untrusted|no applicable|not in|unrecognized|not exist|couldnt find",
      5,
    ),
    rules: ["KEY-07", "KEY-31", "KEY-25"],
  },
  {
    says: near(
      "token|jwt|session|credential",
      "revoked|blacklisted|blocklisted|invalidated|denylisted|logged out|terminated",
    ),
    rules: ["CLM-16"],
  },
  {
    says: near("aud|audience", "string|list|array|unmarshal|type mismatch|cannot deserialize", 8),
    rules: ["CLM-06", "CLM-22"],
  },
  {
    says: near("aud|audience", "missing|absent|not present|has no|lacks|empty|is required", 2),
    rules: ["CLM-08", "SRV-09", "CLM-05"],
  },
  {
    says: near(
      "aud|audience|audiences",
      `${MISMATCH}|not match|doesnt match|not allowed|not intended|not include|none of`,
    ),
    rules: ["CLM-05", "CLM-10", "CLM-09"],
  },
  { says: near("iss|issuer", "missing|absent|not present|has no|lacks|is required", 2), rules: ["CLM-04", "CLM-01"] },
  {
    says: near(
      "iss|issuer|issuers|issued by",
      `${MISMATCH}|not match|not configured|not allowed|not trusted|another provider|different provider`,
    ),
    rules: ["CLM-01", "CLM-02", "CLM-03"],
  },
  {
    says: near(
      "exp|nbf|iat|expiration",
      "must be number|must be an integer|must be integer|not number|not an integer|numeric|non numeric|not numeric|wrong type",
      6,
    ),
    rules: ["TIM-03", "TIM-02"],
  },
  { says: near("nbf|not before", "future", 10), rules: ["TIM-05", "TIM-11"] },
  { says: near("iat|issued", "future|not yet|before issued", 6), rules: ["TIM-06", "TIM-11", "TIM-10"] },
  { says: phrase("before or after the current time|before or after current time"), rules: ["TIM-11", "TIM-06"] },
  { says: phrase("[^ ]{1,40} before issued|before issued|clock skew too|skewed clock"), rules: ["TIM-06", "TIM-11"] },
  {
    says: near(
      "nbf|not before|token|jwt|assertion",
      "not yet valid|not valid yet|not valid before|not active|not yet active|used too early|too early|cannot be used yet|before nbf|not yet",
      4,
    ),
    rules: ["TIM-05", "TIM-11", "TIM-06"],
  },
  {
    says: near(
      "exp|expiration|lifetime|expiry",
      "too far|too long|exceeds|maximum allowed|greater than|longer than|more than",
      6,
    ),
    rules: ["TIM-07"],
  },
  { says: near("exp|expiration|expiry", "missing|absent|has no|not present|is required", 2), rules: ["TIM-08"] },
  {
    says: near(
      "token|jwt|exp|signature|assertion|claim|expiry|credential",
      "expired|has passed|is past|no longer valid|must be before|expir(?!ation |es )[^ ]{1,8}",
      4,
    ),
    rules: ["TIM-01", "TIM-11", "TIM-04"],
  },
  { says: near("exp|expiration|expires|expiry", "in the past|is past|has passed", 10), rules: ["TIM-01", "TIM-11"] },
  { says: near("jwt|token", "encrypted", 2), rules: ["IN-09", "SRV-05"] },
  { says: near("exp|nbf|iat", "unmarshal|int64|deserialize|cannot convert", 8), rules: ["TIM-03", "CLM-22"] },
  {
    says: near("token|tokens|jwt|jwts|alg|jws|signature", "unsecured|unsigned|none algorithm|alg none|not signed", 3),
    rules: ["HDR-01"],
  },
  {
    says: near("curve|curves", "requires|mismatch|wrong|expected|not match|invalid|unsupported|different", 4),
    rules: ["KEY-14", "KEY-11"],
  },
  { says: near("signature", "bytes|length|der|asn1", 5), rules: ["KEY-19", "KEY-20"] },
  {
    says: near(
      "key|secret|secretorpublickey|secretorprivatekey|argument|type",
      "received undefined|received null|got undefined|but got null",
      30,
    ),
    rules: ["SEC-13"],
  },
  {
    says: near("key", "must be of type|must be one of type|must be an instance of|is not of type", 4),
    rules: ["KEY-11", "KEY-05", "HDR-12"],
  },
  {
    says: near(
      "asn1|pem|der|pkcs8|pkcs1|spki",
      "error|structure|failed|invalid|malformed|wrong tag|dont match|not match",
      4,
    ),
    rules: ["KEY-01", "KEY-02", "KEY-03"],
  },
  {
    says: near(
      "client|azp|client id",
      "different client|another client|azp mismatch|client mismatch|client id mismatch",
      1,
    ),
    rules: ["CLM-17", "CLM-05"],
  },
  {
    says: near("alg|header", "missing|absent|is required|no alg|not contain alg|doesnt contain alg", 2),
    rules: ["HDR-03", "HDR-02"],
  },
  {
    says: near(
      "alg|algorithm|signing method|algorithms",
      `${WRONG}|not (?:in |one of |among )?(?:the )?(?:allowed|accepted|supported|permitted)|not allow|doesnt allow|unsupported|not match|not enabled`,
      4,
    ),
    rules: ["HDR-02", "HDR-03", "HDR-12"],
  },
  {
    says: near(
      "token|tokens|jwt",
      "wrong type|token type|wrong token type|refresh token|not an access token|not valid for any",
      4,
    ),
    rules: ["CLM-24", "CLM-09"],
  },
  { says: near("nonce|jti", `${MISMATCH}|reused|already used|replay|replayed|unique`, 4), rules: ["CLM-20"] },
  { says: near("sub|subject", "must be string|not string|string", 3), rules: ["CLM-12"] },
  { says: near("sub", "missing|absent|has no|no sub|is required", 2), rules: ["CLM-11"] },
  { says: near(USER, NO_USER, 8), rules: ["CLM-13", "CLM-14", "CLM-15"] },
  {
    says: near("sub|subject", `${MISMATCH}|not match|not allowed|not valid`, 4),
    rules: ["CLM-14", "CLM-11", "SRV-10"],
  },
  {
    says: phrase("no (?:[^ ]{1,20} )?(?:user|account) (?:found|exists|known|for|with|matches)"),
    rules: ["CLM-13", "CLM-14", "CLM-15"],
  },
  {
    says: near(
      "scope|scopes|role|roles|permission(?! denied)|permissions|privileges",
      `${GONE}|insufficient|denied|not allowed|not have`,
      4,
    ),
    rules: ["CLM-18"],
  },
  {
    says: near("claim|claims", "missing|not present|not contain|required claim|absent|not found|not match", 5),
    rules: ["CLM-19"],
  },
  {
    says: phrase("(?:illegal|invalid|malformed) base64(?:url)?"),
    rules: ["IN-06", "IN-02", "IN-01", "IN-11"],
    topic: "encoding",
  },
  {
    says: near(
      "segments|segment|parts|part|dots|dot|periods|delimiter|delimiters|serialization|serialised|compact",
      "not enough|wrong|number|expected|missing|must|invalid|malformed|three|too many|exactly",
      4,
    ),
    rules: ["IN-08", "IN-10", "IN-03"],
  },
  {
    says: near("jwt|token|jws", "malformed|not well formed|not jwt|not valid jwt", 3),
    rules: ["IN-08", "IN-10", "IN-03"],
  },
  {
    says: near(
      "header|headers|payload|claims|token|jwt|jws",
      "base64|base64url|not decode|could not decode|unable to decode|cannot decode|json decode|decode error|decoded",
      4,
    ),
    rules: ["IN-16", "IN-11", "IN-06"],
    topic: "encoding",
  },
  {
    says: near(
      "auth token|bearer token|access token|authorization header|authorization|jwt|token|token string",
      "no auth token|missing|not provided|not found|not supplied|absent|must be provided|must provide|is required|no jwt|no token|empty",
      1,
    ),
    rules: ["IN-03", "IN-22"],
  },
  {
    says: near(
      "key|pem|private key|public key|passphrase",
      "not parse|parse|unable to load|cannot load|not read|invalid format|no start line|unsupported format|could not load|not valid pem|invalid pem|not supported",
      5,
    ),
    rules: ["KEY-01", "KEY-02", "KEY-03"],
    topic: "key-text",
  },
  {
    says: near(
      "key",
      "not compatible|wrong type|wrong key type|key type|not an rsa|not an ec|invalid type|incompatible|must be an asymmetric",
      4,
    ),
    rules: ["KEY-11", "KEY-14"],
  },
];

/** Usually wraps a closer reason: evaluated last, after the signature. */
export const LAST: readonly Concept[] = [
  {
    says: near("jwt|token|jws", "unable to parse|failed to parse|parse error|cannot parse|could not parse", 3),
    rules: ["IN-08", "IN-10", "IN-03"],
  },
];

const SIGNATURE_FAILS = near("signature|signatures", `${NOT}|failed|fails|failure|unable|could not|bad|error`, 4);

/** A JWS that fails otherwise could not be read. */
const JWS_FAILS = near("jws", "verification|verify|verified|unverified", 3);

/** The same in one word, as in codes. */
const SIGNATURE_CODES = phrase("invalidsignature|badsignature|signatureinvalid|signatureverificationfailed");

/** A failed signature; the likeliest cause depends on whether there is a key pair. */
export const SIGNATURE = {
  test: (joined: string): boolean => [SIGNATURE_FAILS, JWS_FAILS, SIGNATURE_CODES].some((says) => says.test(joined)),
};

const PAIRS =
  / (?:rs\d{3}|ps\d{3}|es\d{3}|rsa|ecdsa|ec|jwks?|kid|oidc|openid|id token|public key|certificate|rs|pem|eddsa|issuer|federated|keycloak|key id|keyid) /;

/** Causes of a failed signature, by whether the text mentions a key pair. */
export function signatureRules(joined: string): readonly CauseId[] {
  return PAIRS.test(joined)
    ? ["KEY-10", "KEY-06", "KEY-31", "SEC-14"]
    : ["SEC-14", "SEC-01", "SEC-02", "KEY-10", "KEY-06"];
}
