import { durationWords } from "../../claims/describe.ts";
import type { Args, Words, Wordings } from "./wording.ts";

const span = (seconds: Args[string] | undefined): string => durationWords(Number(seconds));

const EXACT = "They are compared letter by letter (RFC 7519 section 4.1.1).";

function differs(title: (a: Args) => string, why: (a: Args) => string): (a: Args) => Words {
  return (a) => [title(a), `${why(a)}${a["first"] ? ` ${a["first"]}` : ""}`];
}

/** What the user's policy refuses. "here" is the token, "expected" is the policy. */
export const policyWordings: Wordings = {
  "HDR-02/not-allowed": (a) => [
    `${a["actual"] || "A missing alg"} is not among the allowed algorithms`,
    `The policy allows ${a["expected"]}. Allow another only where its key is of that kind.`,
  ],
  "HDR-04/typ": (a) => [
    `typ is ${a["actual"]}, expected is ${a["expected"]}`,
    "A verifier that heeds typ tells kinds of tokens apart by it, and refuses the others (RFC 8725 section 3.11).",
  ],
  "HDR-04/typ-missing": (a) => [
    `typ is missing, expected is ${a["expected"]}`,
    "A verifier that heeds typ tells kinds of tokens apart by it, and refuses the others (RFC 8725 section 3.11).",
  ],
  "CLM-01/slash": differs(
    () => "iss differs by a final slash alone",
    (a) =>
      `${a["actual"]} here, ${a["closest"]} expected. ${EXACT} Copy it from the token or from the issuer's metadata.`,
  ),
  "CLM-02/host": differs(
    () => "iss is the same path at another address",
    (a) =>
      `${a["actual"]} here, ${a["closest"]} expected. The issuer was possibly reached under an inner name when the token was asked for. Give it one public name, or accept both.`,
  ),
  "CLM-02/other": differs(
    () => "iss is another issuer",
    (a) => `${a["actual"]} here, ${a["closest"]} expected. ${EXACT}`,
  ),
  "CLM-03/v1": (a) => [
    "A v1.0 token of Entra, where v2.0 is expected",
    `${a["actual"]} here, ${a["closest"]} expected: same tenant. Set requestedAccessTokenVersion to 2 in the API's registration, or accept both.`,
  ],
  "CLM-03/v2": (a) => [
    "A v2.0 token of Entra, where v1.0 is expected",
    `${a["actual"]} here, ${a["closest"]} expected: same tenant. The API's registration asks for version 2; accept its issuer.`,
  ],
  "CLM-04/missing": ["iss is missing", "The policy names an issuer, and the token names none that is a string."],
  "CLM-04/placeholder": (a) => [
    "The expected issuer is a pattern",
    `${a["closest"]} stands for many tenants, and equals none: ${a["actual"]} here. Put in the tenant's id, or take a validator for many tenants.`,
  ],
  "CLM-05/other": differs(
    () => "aud does not name this API",
    (a) =>
      `${a["actual"]} here, ${a["expected"]} expected. Ask for a token of this API, by its audience, resource or scope.`,
  ),
  "CLM-05/nearly": differs(
    () => "aud nearly names this API",
    (a) => `${a["actual"]} here, ${a["expected"]} expected. A slash or the case of a letter makes another audience.`,
  ),
  "CLM-07/form": (a) => [
    "aud names the same Entra app in another form",
    `${a["actual"]} here, ${a["expected"]} expected. v1.0 tokens use the App ID URI, v2.0 tokens the client id. Accept both.`,
  ],
  "CLM-08/missing": [
    "aud is missing",
    "The policy wants an audience. Access tokens of Cognito have client_id instead, Keycloak needs an audience mapper, others want a scope of the API to be asked for.",
  ],
  "CLM-10/api": (a) => [
    `The token is for ${a["api"]}`,
    `${a["actual"]} here, ${a["expected"]} expected. Ask for a token of your own API's scope.`,
  ],
  "CLM-14/other": differs(
    () => "sub is another subject",
    (a) => `${a["actual"]} here, ${a["closest"]} expected.`,
  ),
  "CLM-17/client": differs(
    (a) => `${a["name"]} is another client`,
    (a) =>
      `${a["actual"] || "None"} here, ${a["expected"]} expected. Allow this client, or find out who gave it the token.`,
  ),
  "CLM-18/scope": (a) => [
    `The scope ${a["missing"]} is missing`,
    `The token has ${a["has"] || "none"} in ${a["name"]}. It is good, and not good enough: the answer is 403, not 401 (RFC 6750 section 3.1).`,
  ],
  "CLM-18/role": (a) => [
    `The role ${a["missing"]} is missing`,
    `The token has ${a["has"] || "none"} in ${a["name"]}. It is good, and not good enough: the answer is 403, not 401. Assign the role, or look in another claim.`,
  ],
  "CLM-19/missing": (a) => [`${a["name"]} is missing`, "The policy requires this claim."],
  "CLM-19/value": differs(
    (a) => `${a["name"]} has another value`,
    (a) => `${a["actual"]} here, ${a["expected"]} expected.`,
  ),
  "CLM-19/hash": (a) => [
    `${a["name"]} is not that of the given ${a["name"] === "c_hash" ? "code" : "access token"}`,
    `${a["actual"]} here; half the hash of what was given is ${a["expected"]}. They were not issued together.`,
  ],
  "CLM-20/denied": (a) => ["The token was taken back", `Its jti, ${a["actual"]}, is on the policy's deny list.`],
  "CLM-20/no-jti": [
    "jti is missing",
    "The policy has a deny list, which can not be held against a token without an id.",
  ],
  "CLM-20/nonce": differs(
    () => "nonce is not that of the login",
    (a) =>
      `${a["actual"] || "None"} here, ${a["expected"]} expected. The token belongs to another login, or was used before.`,
  ),
  "CLM-21/policy-space": (a) => [
    `The expected ${a["name"]} has white space or a comment in it`,
    `“${a["closest"]}” is compared as it stands, and equals no token. Trim the setting.`,
  ],
  "CLM-22/type": (a) => [
    `${a["name"]} is ${a["actual"]}`,
    `Envoy and Istio want ${a["expected"]}, and refuse the token before they verify it.`,
  ],
  "TIM-07/long": (a) => [
    `It lives for ${span(a["lifetime"])}; allowed is ${span(a["allowed"])}`,
    "exp less iat is more than the policy's limit. Ask for a shorter one.",
  ],
  "TIM-08/required": ["exp is missing", "The policy wants an end, and the token names none."],
  "TIM-12/old": (a) => [
    `It was issued ${span(a["age"])} ago; allowed is ${span(a["allowed"])}`,
    "The policy limits its age by iat, whatever exp says. Sign in again, or make a fresh one.",
  ],
  "TIM-12/no-iat": ["iat is missing", "The policy limits the token's age, which can not be told without it."],
  "PRV-01/access": (a) => [
    "An access token of Cognito has no aud",
    `The policy expects ${a["expected"]}. Compare client_id (${a["azp"]} here) for access tokens, aud for ID tokens.`,
  ],
  "PRV-01/access-right-client": [
    "An access token of Cognito names its client in client_id",
    "It is the expected client, in another claim: compare client_id for access tokens, aud for ID tokens.",
  ],
  "PRV-03/iss": (a) => ["The token is of another Firebase project", `${a["actual"]} here, ${a["closest"]} expected.`],
  "PRV-03/aud": (a) => ["The token is for another Firebase project", `${a["actual"]} here, ${a["expected"]} expected.`],
  "PRV-04/aud": (a) => [
    "aud is another Google client",
    `${a["actual"]} here, ${a["expected"]} expected${a["azp"] ? `; azp is ${a["azp"]}` : ""}. Apps on Android, iOS and the web have a client id each: expect the web's, or all.`,
  ],
  "PRV-06/case": differs(
    () => "sub differs in upper and lower case",
    (a) => `${a["actual"]} here, ${a["closest"]} expected. Trust policies compare the case too.`,
  ),
  "PRV-06/environment": (a) => [
    "sub names an environment on one side only",
    `${a["actual"]} here, ${a["closest"]} expected. With an environment in the job, its name takes the place of the branch.`,
  ],
  "PRV-06/wildcard": (a) => [
    "sub does not match the pattern",
    `${a["actual"]} here, ${a["closest"]} expected. Patterns want a condition that knows them, such as StringLike at AWS.`,
  ],
  "PRV-06/part": differs(
    () => "sub is another repository, branch or event",
    (a) => `${a["actual"]} here, ${a["closest"]} expected.`,
  ),
  "PRV-07/ids": (a) => [
    "sub has GitHub's numeric ids on one side only",
    `${a["actual"]} here, ${a["closest"]} expected. Repositories with immutable subjects write owner@id/name@id.`,
  ],
  "PRV-09/aud": (a) => [
    "A service account's token for another audience",
    `${a["actual"]} here, ${a["expected"]} expected. Ask for it: kubectl create token --audience, or audience of the projected volume.`,
  ],
  "PRV-11/key": [
    "Kong finds no credential without iss",
    "It looks for the credential whose key equals iss, unless key_claim_name says another claim.",
  ],
  "PRV-12/key": [
    "APISIX finds no consumer without key",
    "Its jwt-auth looks for the consumer whose key equals the claim key.",
  ],
  "PRV-13/iss": differs(
    () => "Envoy has no provider of this issuer",
    (a) =>
      `${a["actual"]} here, ${a["closest"]} configured. Envoy and Istio compare issuers letter by letter, final slash included, and answer “Jwt issuer is not configured”. Copy iss into the provider.`,
  ),
  "PRV-13/aud": differs(
    () => "Envoy's provider does not take this audience",
    (a) =>
      `${a["actual"]} here, ${a["expected"]} configured. Scheme and one final slash are left aside, the rest is compared letter by letter; the answer is “Audiences in Jwt are not allowed”.`,
  ),
  "PRV-17/length": (a) => [
    `Kong refuses ${a["alg"]} with ${a["bytes"]} bytes of signature`,
    "Its JWT plugin takes 256 bytes alone for PS algorithms: use an RSA key of 2048 bits, or RS or ES.",
  ],
};
