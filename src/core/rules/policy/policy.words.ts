import { durationWords } from "../../claims/describe.ts";
import type { Mismatches } from "../../policy/types.ts";
import { unshown, type Args, type Words } from "../support/words.ts";

/**
 * Arguments of every comparison, and those that only some have. `actual` is the token's; `expected` and `closest` are those of `who`, the policy
 * or the error message.
 */
export type PolicyArgs = Args<
  "name" | "actual" | "expected" | "closest" | "first" | "who",
  | "api"
  | "asked"
  | "azp"
  | "missing"
  | "has"
  | "subject"
  | "place"
  | "path"
  | "near"
  | "empty"
  | "bare"
  | "lifetime"
  | "allowed"
  | "age"
  | "alg"
  | "bytes"
  | "how"
  | "hidden"
  | "sign"
>;

/** The rules of a policy's comparisons: their clause, and words for every outcome. */
type PolicyRules = {
  readonly [Id in keyof Mismatches]: {
    readonly spec: string;
    readonly words: Readonly<Record<Mismatches[Id], Words | ((a: PolicyArgs) => Words)>>;
  };
};

const span = (seconds: string | number | undefined): string => durationWords(Number(seconds));

const EXACT = "They are compared character by character (RFC 7519 section 4.1.1).";

/** Says that a claim is missing. If an SD-JWT hides claims, nobody knows whether the issuer signed it. */
const absent = ({ hidden }: PolicyArgs, name: string | number): string =>
  `${name} is ${hidden ? "not disclosed" : "missing"}`;

function hiddenWords({ hidden }: PolicyArgs): string {
  return hidden ? ` ${unshown(Number(hidden))}, so it may be signed but hidden; a verifier goes by what it sees.` : "";
}

/** Words that end with the place where two texts first differ. */
function differs(title: (a: PolicyArgs) => string, why: (a: PolicyArgs) => string): (a: PolicyArgs) => Words {
  return (a) => [title(a), `${why(a)}${a.first ? ` ${a.first}` : ""}`];
}

export const POLICY_RULES: PolicyRules = {
  "HDR-02": {
    spec: "RFC 8725 section 3.1",
    words: {
      "not-allowed": (a) => [
        `${a.actual || "A missing alg"} is not among the allowed algorithms`,
        `${a.who} allows ${a.expected}. Allow another only if the key is of that kind.`,
      ],
    },
  },
  "HDR-04": {
    spec: "RFC 7515 section 4.1.9, RFC 8725 section 3.11",
    words: {
      typ: (a) => [
        `typ is ${a.actual}, expected ${a.expected}`,
        "Verifiers that check typ use it to tell kinds of tokens apart, and reject the others (RFC 8725 section 3.11).",
      ],
      "typ-missing": (a) => [
        `typ is missing, expected ${a.expected}`,
        "Verifiers that check typ use it to tell kinds of tokens apart, and reject the others (RFC 8725 section 3.11).",
      ],
    },
  },
  "CLM-01": {
    spec: "RFC 7519 section 4.1.1",
    words: {
      slash: differs(
        () => "iss differs only by a final slash",
        (a) =>
          `${a.actual} here, ${a.closest} expected. ${EXACT} Copy it from the token or from the issuer's metadata.`,
      ),
    },
  },
  "CLM-02": {
    spec: "RFC 7519 section 4.1.1",
    words: {
      nearly: differs(
        () => "iss almost matches the expected issuer",
        (a) =>
          `${a.actual} here, ${a.closest} expected. The address is the same except for scheme, case or port; they are compared character by character (RFC 7519 section 4.1.1).`,
      ),
      host: differs(
        () => "iss is the same path at another address",
        (a) =>
          `${a.actual} here, ${a.closest} expected. The token may have been requested through an internal host name of the issuer. Give the issuer one public name, or accept both.`,
      ),
      other: differs(
        () => "iss is a different issuer",
        (a) => `${a.actual} here, ${a.closest} expected. ${EXACT}`,
      ),
      tenant: (a) => [
        "iss names the same address with the tenant's id, or its domain",
        `${a.actual} here, ${a.closest} expected. Tokens have the tenant's id, whatever name was used to sign in; if it is the same tenant, expect the issuer as its discovery document spells it.`,
      ],
      adfs: (a) => [
        "AD FS has two issuers: this is the other one",
        `${a.actual} here, ${a.closest} expected. Its discovery document has issuer for ID Tokens and access_token_issuer for access tokens. Expect the one that fits the kind of token, or accept both.`,
      ],
      auth: (a) => [
        "iss differs by the path part /auth",
        `${a.actual} here, ${a.closest} expected. Keycloak dropped /auth from its addresses in version 17, unless started with --http-relative-path=/auth. Use the issuer in the realm's discovery document.`,
      ],
    },
  },
  "CLM-03": {
    spec: "Microsoft identity platform, access token claims",
    words: {
      v1: (a) => [
        "A v1.0 token of Entra, where v2.0 is expected",
        `${a.actual} here, ${a.closest} expected: same tenant. Set requestedAccessTokenVersion to 2 in the API's registration, or accept both.`,
      ],
      v2: (a) => [
        "A v2.0 token of Entra, where v1.0 is expected",
        `${a.actual} here, ${a.closest} expected: same tenant. The API's registration asks for version 2; accept its issuer.`,
      ],
    },
  },
  "CLM-05": {
    spec: "RFC 7519 section 4.1.3",
    words: {
      other: differs(
        () => "aud does not name this API",
        (a) =>
          `${a.actual} here, ${a.expected} expected. Request a token for this API, by its audience, resource or scope.`,
      ),
      nearly: differs(
        () => "aud almost matches this API",
        (a) =>
          `${a.actual} here, ${a.expected} expected. A slash, a scheme or the case of a letter makes it a different audience.`,
      ),
      list: (a) => [
        "aud is one string that lists several audiences",
        `${a.actual} here, ${a.expected} expected. A string is one audience, compared as a whole: several need a JSON array of strings (RFC 7519 section 4.1.3).`,
      ],
      asked: differs(
        () => "aud is not what the job should have asked for",
        (a) => `${a.actual} here, ${a.expected} expected. ${a.asked}.`,
      ),
    },
  },
  "CLM-07": {
    spec: "Microsoft identity platform, access token claims",
    words: {
      form: (a) => [
        "aud names the same Entra app in another form",
        `${a.actual} here, ${a.expected} expected. v1.0 tokens use the App ID URI, v2.0 tokens the client id. Accept both.`,
      ],
    },
  },
  "CLM-08": {
    spec: "RFC 7519 section 4.1.3",
    words: {
      missing: (a) => [
        a.empty ? "aud is empty" : absent(a, "aud"),
        `${a.who} requires an audience.${hiddenWords(a)} ${a.azp ? `The client that requested it, ${a.azp}, is in azp or client_id, as in tokens of Clerk and Cognito: check that instead if the issuer never writes aud.` : "Cognito's access tokens have client_id instead, Keycloak needs an audience mapper, and others need a scope of the API to be requested."}`,
      ],
    },
  },
  "CLM-09": {
    spec: "OpenID Connect Core section 2, RFC 9068 section 5",
    words: {
      audience: (a) => [
        "This is an ID Token, for the client that signed the user in",
        `${a.sign} shows that it is one, and aud is that client: ${a.actual} here, ${a.expected} expected. Send the access token, requested for the API (its audience, resource or scope). If ${a.expected} is a client's own id, the token is another client's.`,
      ],
    },
  },
  "CLM-10": {
    spec: "RFC 9068 section 4",
    words: {
      api: (a) => [
        `The token is for ${a.api}`,
        `${a.actual} here, ${a.expected} expected. Request a token for your own API's scope.`,
      ],
      account: (a) => [
        "The token is only for Keycloak's account console",
        `aud is ${a.actual}, ${a.expected} expected. Keycloak adds a client to aud only if an audience mapper or a role of that client says so${a.azp ? `; azp, the client that requested the token, is ${a.azp}` : ""}. Add an audience mapper to the client or to a client scope.`,
      ],
    },
  },
  "CLM-17": {
    spec: "OpenID Connect Core section 3.1.3.7, RFC 9068 section 2.2",
    words: {
      client: differs(
        (a) => `${a.name} is a different client`,
        (a) =>
          `${a.actual || "None"} here, ${a.expected} expected. Allow this client, or find out who gave it the token.`,
      ),
    },
  },
  "CLM-18": {
    spec: "RFC 6750 section 3.1, RFC 9068 section 2.2.3",
    words: {
      scope: (a) => [
        `The scope ${a.missing} is missing`,
        `The token has ${a.has || "none"} in ${a.name}. The token is valid but does not allow this: the answer is 403, not 401 (RFC 6750 section 3.1).`,
      ],
      elsewhere: (a) => [
        `The ${a.subject} ${a.missing} is granted in ${a.place}`,
        `The verifier looks in ${a.name}, which ${a.empty ? "is empty" : a.has ? `has ${a.has}` : "is not there"}. Issuers put grants in different claims: an Entra application token has roles and no scp, Auth0 has permissions, Keycloak resource_access.`,
        `Look in ${a.place}`,
      ],
      prefix: (a) => [
        `The ${a.subject} ${a.bare} is there; ${a.missing} is Spring's name for it`,
        `Spring Security turns scopes into authorities with the prefix SCOPE_, and roles with ROLE_. The token has ${a.has}: use hasAuthority("${a.missing}") in Spring, and ${a.bare} elsewhere.`,
        "Remove the prefix",
      ],
      near: (a) => [
        `The ${a.subject} ${a.missing} is written ${a.near} in ${a.place}`,
        `Grants are compared character by character, so case, slashes, prefixes and separators count (RFC 6749 section 3.3). Expect the name the issuer uses, or have the issuer change it.`,
        `Expect ${a.near}`,
      ],
      separated: (a) => [
        `The ${a.subject} ${a.missing} is there, but ${a.name} is not separated by spaces`,
        `${a.name} is one text, ${a.has}. Scopes are separated by spaces (RFC 6749 section 3.3), and a verifier that splits there finds no ${a.missing}. Have the issuer write spaces or an array.`,
      ],
      role: (a) => [
        `The role ${a.missing} is missing`,
        `The token has ${a.has || "none"} in ${a.name}. The token is valid but does not allow this: the answer is 403, not 401. Assign the role, or look in another claim.`,
      ],
    },
  },
  "CLM-19": {
    spec: "RFC 7519 section 4",
    words: {
      missing: (a) => [
        absent(a, a.name),
        `${a.who} requires this claim; neither the claims nor the header have it, at any depth.${hiddenWords(a)}`,
      ],
      elsewhere: (a) => [
        `${a.name} is in ${a.place}`,
        `${a.who} looks for ${a.name}, which is not there. Names are compared character by character, and verifiers look only in the given place (RFC 7519 section 4).`,
        `Look in ${a.place}`,
      ],
      nearly: differs(
        (a) => `${a.name} almost has the expected value`,
        (a) => `${a.actual} here, ${a.expected} expected. Case, slashes and prefixes count.`,
      ),
      value: differs(
        (a) => `${a.name} has a different value`,
        (a) => `${a.actual} here, ${a.expected} expected.`,
      ),
      hash: (a) => [
        `${a.name} does not match the given ${a.name === "c_hash" ? "code" : "access token"}`,
        `${a.actual} here; the hash of the given one gives ${a.expected}. They do not belong together.`,
      ],
      "hash-spelled": (a) => [
        `${a.name} is the right hash, spelled differently`,
        `It is ${a.how}; verifiers compare base64url without padding, character by character: ${a.expected}.`,
      ],
    },
  },
  "CLM-20": {
    spec: "OpenID Connect Core section 3.1.3.7, RFC 7519 section 4.1.7",
    words: {
      denied: (a) => ["The token was revoked", `Its jti, ${a.actual}, is on the policy's deny list.`],
      "no-jti": ["jti is missing", "The policy has a deny list, which cannot be checked without an id."],
      nonce: differs(
        () => "nonce does not match the login",
        (a) =>
          `${a.actual || "None"} here, ${a.expected} expected. The token belongs to another login, or was used before.`,
      ),
    },
  },
  "CLM-21": {
    spec: "RFC 7519 section 4.1.1: compared character by character",
    words: {
      "policy-space": (a) => [
        `The expected ${a.name} has whitespace or a comment in it`,
        `“${a.closest}” is compared character by character, so no token matches it. Trim the setting.`,
      ],
    },
  },
  "CLM-22": {
    spec: "Envoy jwt_authn, RFC 7519 section 4.1",
    words: {
      type: (a) => [
        `${a.name} is ${a.actual}`,
        `Envoy and Istio require ${a.expected}, and refuse the token before verifying it.`,
      ],
    },
  },
  "TIM-07": {
    spec: "RFC 7519 section 4.1.4",
    words: {
      long: (a) => [
        `It is valid for ${span(a.lifetime)}; the limit is ${span(a.allowed)}`,
        "exp minus iat is over the policy's limit. Request a shorter lifetime.",
      ],
    },
  },
  "TIM-12": {
    spec: "OpenID Connect Core section 3.1.3.7, RFC 9449 section 4.3",
    words: {
      old: (a) => [
        `It was issued ${span(a.age)} ago; the limit is ${span(a.allowed)}`,
        "The policy limits its age by iat, whatever exp says. Sign in again, or create a new token.",
      ],
      "no-iat": (a) => [
        absent(a, "iat"),
        `The policy limits the token's age, which cannot be computed without it.${hiddenWords(a)}`,
      ],
    },
  },
  "PRV-01": {
    spec: "Amazon Cognito developer guide, using the access token",
    words: {
      access: (a) => [
        "Cognito access tokens have no aud",
        `${a.who} expects ${a.expected}. Compare client_id (${a.azp} here) for access tokens, aud for ID tokens.`,
      ],
      "access-right-client": [
        "Cognito access tokens name their client in client_id",
        "It is the expected client, in another claim: compare client_id for access tokens, aud for ID tokens.",
      ],
    },
  },
  "PRV-03": {
    spec: "Firebase documentation, Verify ID Tokens",
    words: {
      iss: (a) => ["The token is from another Firebase project", `${a.actual} here, ${a.closest} expected.`],
      aud: (a) => ["The token is for another Firebase project", `${a.actual} here, ${a.expected} expected.`],
    },
  },
  "PRV-04": {
    spec: "Google Identity, Verify the Google ID token",
    words: {
      aud: (a) => [
        "aud is a different Google client",
        `${a.actual} here, ${a.expected} expected${a.azp ? `; azp is ${a.azp}` : ""}. Apps on Android, iOS and the web each have a client id: expect the web's, or all of them.`,
      ],
    },
  },
  "PRV-06": {
    spec: "GitHub Docs, OpenID Connect reference",
    words: {
      case: differs(
        () => "sub differs in upper and lower case",
        (a) => `${a.actual} here, ${a.closest} expected. Trust policies are case-sensitive.`,
      ),
      environment: (a) => [
        "sub names an environment on one side only",
        `${a.actual} here, ${a.closest} expected. When a job has an environment, its name replaces the branch.`,
      ],
      wildcard: (a) => [
        "sub does not match the pattern",
        `${a.actual} here, ${a.closest} expected. Patterns need a condition that supports them, such as StringLike at AWS.`,
      ],
      part: differs(
        () => "sub is a different repository, branch or event",
        (a) => `${a.actual} here, ${a.closest} expected.`,
      ),
    },
  },
  "PRV-07": {
    spec: "GitHub Docs, OpenID Connect reference",
    words: {
      ids: (a) => [
        "sub has GitHub's numeric ids on one side only",
        `${a.actual} here, ${a.closest} expected. Repositories with immutable subjects write owner@id/name@id.`,
      ],
    },
  },
  "PRV-09": {
    spec: "Kubernetes documentation, Managing Service Accounts",
    words: {
      aud: (a) => [
        "A service account token for another audience",
        `${a.actual} here, ${a.expected} expected. Request it: kubectl create token --audience, or audience of the projected volume.`,
      ],
    },
  },
  "PRV-11": {
    spec: "Kong documentation, JWT plugin",
    words: {
      key: [
        "Kong cannot find a credential without iss",
        "It looks for the credential whose key equals iss, unless key_claim_name names another claim.",
      ],
    },
  },
  "PRV-12": {
    spec: "Apache APISIX documentation, jwt-auth",
    words: {
      key: [
        "APISIX cannot find a consumer without key",
        "Its jwt-auth looks for the consumer whose key equals the claim key.",
      ],
    },
  },
  "PRV-13": {
    spec: "Envoy jwt_authn: issuer and audiences of a provider; Istio RequestAuthentication",
    words: {
      iss: differs(
        () => "Envoy has no provider for this issuer",
        (a) =>
          `${a.actual} here, ${a.closest} configured. Envoy and Istio compare issuers character by character, final slash included, and answer “Jwt issuer is not configured”. Copy iss into the provider.`,
      ),
      aud: differs(
        () => "Envoy's provider does not accept this audience",
        (a) =>
          `${a.actual} here, ${a.expected} configured. The scheme and one final slash are ignored, the rest is compared character by character; the answer is “Audiences in Jwt are not allowed”.`,
      ),
    },
  },
  "PRV-17": {
    spec: "Kong JWT plugin, source",
    words: {
      length: (a) => [
        `Kong refuses ${a.alg} with ${a.bytes} bytes of signature`,
        "Its JWT plugin accepts only 256 bytes for PS algorithms: use an RSA key of 2048 bits, or RS or ES.",
      ],
    },
  },
  "CLM-04": {
    spec: "RFC 7519 section 4.1.1",
    words: {
      missing: (a) => [
        a.actual ? `iss is ${a.actual}, not a string` : absent(a, "iss"),
        `${a.who} names an issuer, but the token has none that is a string (RFC 7519 section 4.1.1).${hiddenWords(a)}`,
      ],
      placeholder: (a) => [
        "The expected issuer contains a placeholder",
        `${a.closest} comes from multi-tenant metadata and never equals a real issuer: ${a.actual} here. Insert the tenant's id, or use a multi-tenant validator.`,
      ],
      tenants: (a) => [
        "The expected issuer is the multi-tenant endpoint",
        `A token names its own tenant: ${a.actual} here, ${a.closest} expected. Insert the tenant's id, or use a multi-tenant validator.`,
      ],
    },
  },
  "CLM-14": {
    spec: "RFC 7519 section 4.1.2",
    words: {
      other: differs(
        () => "sub is a different subject",
        (a) => `${a.actual} here, ${a.closest} expected.`,
      ),
    },
  },
  "TIM-08": {
    spec: "RFC 7519 section 4.1.4",
    words: {
      required: (a) => [
        absent(a, "exp"),
        `The policy requires an expiry, but the token ${a.hidden ? "shows" : "has"} none.${hiddenWords(a)}`,
      ],
    },
  },
};
