import { expect, test } from "vitest";
import { diagnoseComplaint } from "./diagnose.ts";
import { matchComplaint } from "./match.ts";
import { standingOf } from "./standing.ts";
import { OWN } from "./table/own/index.ts";

const read = (text: string) => diagnoseComplaint(matchComplaint(text), (rule) => standingOf(rule, null));

/** The first answer, where the text is known. */
function first(text: string): string | undefined {
  const reading = read(text);
  return reading.kind === "known" ? reading.answers[0]?.rule : undefined;
}

test("no message of the own tables leads to another’s causes, and few are too short to be known alone", () => {
  const own = OWN.map(({ text, rules }) => ({ text, rules: rules as readonly string[], got: first(text) }));
  expect(own.filter(({ rules, got }) => got !== undefined && !rules.includes(got))).toEqual([]);
  expect(own.filter(({ got }) => got === undefined).length).toBeLessThan(own.length / 50);
});

/** As people paste them: a message of each family with what is around it. */
test.each([
  ["RPError: userinfo sub mismatch, expected 4711, got: 4712", "CLM-14"],
  [
    'OperationProcessingError: unexpected JWT "aud" (audience) claim value { code: "OAUTH_JWT_CLAIM_COMPARISON_FAILED" }',
    "CLM-05",
  ],
  [
    'error when selecting a JWT verification key, multiple applicable keys found, a "kid" JWT Header Parameter is required',
    "KEY-08",
  ],
  [
    "Clerk: JWT cannot be used prior to not before date claim (nbf). Not before date: Tue, 01 Dec 2026 10:00:05 GMT; (reason=token-not-active-yet, token-carrier=header)",
    "TIM-05",
  ],
  ["Failed to resolve JWK during verification. (reason=jwk-failed-to-resolve, token-carrier=header)", "SRV-01"],
  ['Error while resolving signing key for kid "k-2026-01"', "KEY-07"],
  ['Error while resolving signing key for kid "k-2026-01": unable to verify the first certificate', "SRV-01"],
  ["AuthSdkError: OAuth flow response nonce doesn't match request nonce", "CLM-20"],
  ['Could not authenticate you from OpenIDConnect because "Json::jwk::set::kidnotfound".', "KEY-07"],
  ["Jumbojett\\OpenIDConnectClientException: Unable to verify JWT claims in OpenIDConnectClient.php:228", "CLM-01"],
  ["Grant validation failed. Reason: invalid token (stale token)", "CLM-16"],
  ["AuthApiError: Unacceptable audience in id_token: [test.acme.app]", "CLM-05"],
  ["[firebase_auth/missing-or-invalid-nonce] Nonce is missing in the request.", "CLM-20"],
  ["[DBG] 192.0.2.9:50002 - cid:7 - Account JWT not signed by trusted operator", "SRV-06"],
  ["java.io.IOException: No principal name in JWT claim: sub (o.a.k.c.s.oauthbearer.OAuthBearerLoginModule)", "CLM-11"],
  ['{"type":"urn:ietf:params:acme:error:malformed","detail":"JWS verification error","status":400}', "KEY-06"],
  [
    "Message=Errors.Internal Parent=(invalid signature (error fetching keys: ID=QUERY-a Message=Errors.AuthNKey.NotFound Parent=(sql: no rows in result set)))",
    "SRV-03",
  ],
  ["PublicKey wasn't found in the storage. Requested kid: 'a1' . Available kids: '[b2]'", "SRV-03"],
  ["INFO jwt authentication failure Cannot find kid: 'Some(\"a1\")' in JWKS list", "KEY-07"],
  ['openidc.lua:99: nonce "a1" in id_token is not equal to the nonce that was sent in the request "b2"', "CLM-20"],
  ["** (MatchError) no match of right hand side value: {:error, :secret_not_found} lib/acme/guardian.ex", "SEC-13"],
  ["Could not automatically determine the process-level CryptoProvider from jsonwebtoken crate features.", "KEY-27"],
  ['UnexpectedValueException: JWK must contain a "kty" parameter', "KEY-16"],
  ["[missing_signature_verifier] Failed to find a Signature Verifier for Client Registration: 'acme'.", "SEC-13"],
  ["An error occurred while attempting to decode the Jwt: X509 certificate thumbprint validation failed", "CLM-23"],
  ["IDX20108: The address specified 'http://id.acme.test/' is not valid as per HTTPS scheme.", "SRV-01"],
  ['It is required that you pass in a value for the "algorithms" argument when calling decode().', "HDR-02"],
  [
    '{"detail":"Given token not valid for any token type","code":"token_not_valid","messages":[{"token_class":"AccessToken","message":"Token is expired"}]}',
    "TIM-01",
  ],
  ["JwtTokenNotBefore: token (eyJhbGciOiJIUzI1NiJ9) is being used before it's valid", "TIM-05"],
  ["JwtTokenInvalid: invalid JWT token: undefined", "IN-08"],
  [
    'Could not read the OpenID document: "Issuer name does not match authority: https://cloud.acme.test:444/x".',
    "CLM-02",
  ],
  [
    'Bearer error="invalid_token", error_description="The specified token cannot be used with this resource server."',
    "CLM-05",
  ],
  ["JWT issuer check failed. Provided [http://a.test] but was expected one of [http://b.test].", "CLM-01"],
  ["FATAL: Audience must contain: shop, yet it is: [other]", "CLM-05"],
  ["An error occurred while attempting to decode the Jwt: Missing audience", "CLM-08"],
  ["JWT::InvalidIatError (Invalid iat)", "TIM-06"],
  ["com.nimbusds.jose.KeyLengthException: The RSA key size must be at least 2048 bits", "KEY-17"],
  ["Invalid unsecured/JWS/JWE header: Invalid JSON: Unexpected token at position 12.", "IN-16"],
  ['"exp" not satisfied', "TIM-01"],
])("%s", (text, rule) => {
  expect(first(text)).toBe(rule);
});

test.each([
  ["401 Unauthorized: Signature verification failed", "Signature verification failed"],
  ["HTTP/1.1 401 Unauthorized: Invalid signature", "Invalid signature"],
  [
    "bookings-api-1  | 2026-11-30 07:14:09,871 [WARN] 401 Unauthorized: Signature verification failed",
    "Signature verification failed",
  ],
  ['{"message":"Invalid algorithm"}', "Invalid algorithm"],
  ['{ "message": "Invalid signature" }', "Invalid signature"],
  ['[ERROR] 401: {"error":"invalid algorithm"}', "invalid algorithm"],
])("a refused request's message is known in a status, a log or JSON as on its own: %s", (text, alone) => {
  const rules = (message: string) => {
    const reading = read(message);
    return reading.kind === "known" ? reading.answers.map(({ rule }) => rule).toSorted() : [];
  };
  expect(rules(text)).not.toEqual([]);
  expect(rules(alone)).toEqual(expect.arrayContaining(rules(text)));
});

test.each([
  '{"error":"Invalid token"}',
  '{"message":"Invalid signature","webhook":"orders"}',
  '{"message":"Payment refused","reason":"Invalid signature"}',
  "401 Unauthorized: webhook signature verification failed",
  "[apt] 401 Unauthorized: Signature verification failed",
  "2026-11-30 07:14:09 firmware: Signature verification failed",
])("a message that says too little stays unknown: %s", (text) => {
  expect(read(text).kind).toBe("unknown");
});

test.each([
  'unknown field "jwksUri" in JWT policy, expected one of: issuer, audiences',
  "DEBUG JWT signature verification for client shop",
  "How do I verify a JWT signature?",
  "JWT plugin is not enabled on this route",
  "loaded 3 keys from JWKS",
  "OIDC: user is not assigned to this application",
])("what a program says about its settings or progress is not taken for a complaint about a token: %s", (text) => {
  expect(first(text)).toBe(undefined);
});

test("a setting that is required is empty, not a token", () => {
  expect(first("Error: UPGRADE FAILED: jwt.secret is a required value")).toBe("SEC-13");
});

test("two words of a message that stand apart are not that message", () => {
  expect(first("Invalid resolution: InvalidJarJwt(cause=client not found in the DNS names of the leaf)")).toBe(
    undefined,
  );
});

test("a short message with a cause of one provider comes after others where the text does not name it", () => {
  expect(first("Connect: Invalid JWT access token.")).toBe("IN-08");
});

test("a message that lacks the wording’s one word about tokens is not known by the rest of it", () => {
  expect(first("JWT Nonce verification failed.")).toBe("CLM-20");
  expect(first("Shop plugin: nonce verification failed for the order form")).toBeUndefined();
});
