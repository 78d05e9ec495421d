import { kindOf, type LookedAt } from "./issuers.ts";

/** A member that a kind of token has. */
export interface ProfileMember {
  readonly name: string;
  /** Whether the specification requires it. */
  readonly need: "required" | "recommended" | "optional";
  readonly spec: string;
  /** What it means in such a token, if that is more specific than its general meaning. */
  readonly says?: string;
}

/** The members of a kind of token, in the order of its specification. */
export interface Profile {
  /** As `kindOf` returns it, with its article. */
  readonly kind: string;
  /** Values of `typ`, the usual one first; empty if the kind has none. */
  readonly typ: readonly string[];
  readonly header: readonly ProfileMember[];
  readonly claims: readonly ProfileMember[];
}

type Cells = readonly [name: string, says?: string];

function members(need: ProfileMember["need"], spec: string, ...cells: readonly Cells[]): readonly ProfileMember[] {
  return cells.map(([name, says]) => ({ name, need, spec, ...(says === undefined ? {} : { says }) }));
}

const CORE = "OpenID Connect Core 1.0 section 2";
const ACCESS = "RFC 9068 section 2.2";
const DPOP = "RFC 9449 section 4.2";
const ASSERTION = "RFC 7523 section 3";
const LOGOUT = "OpenID Connect Back-Channel Logout 1.0 section 2.4";
const EVENT = "RFC 8417 section 2.2";
const REQUEST = "RFC 9101 section 4";
const BINDING = "RFC 9901 section 4.3";
const CREDENTIAL = "SD-JWT VC section 3.2.2";
const LIST = "Token Status List section 5.1";
const ATTESTATION = "Attestation-Based Client Authentication section 4";
const POSSESSION = "Attestation-Based Client Authentication section 5.1";
const STATEMENT = "OpenID Federation 1.0 section 3.1";

/** As of 2026-07. */
export const PROFILES: readonly Profile[] = [
  {
    kind: "an ID Token",
    typ: ["JWT"],
    header: [],
    claims: [
      ...members(
        "required",
        CORE,
        ["iss", "The OpenID provider: exactly the issuer of its discovery document."],
        ["sub", "The user's id, unique at this issuer and never given to another user."],
        ["aud", "The client's own id; an ID Token is for the client, never for an API."],
        ["exp", "At and after this moment the client must not accept it; the session may last longer."],
        ["iat"],
      ),
      ...members(
        "optional",
        CORE,
        ["nonce", "The value of the client's request; a client that sent one must compare it."],
        ["auth_time", "When the user last signed in; required if the request had max_age."],
        ["acr"],
        ["amr"],
        ["azp", "The client that requested the token, if there are other audiences."],
        ["at_hash"],
      ),
      ...members("optional", "OpenID Connect Core 1.0 section 3.3.2.11", ["c_hash"]),
      ...members("optional", "OpenID Connect Front-Channel Logout 1.0 section 3", ["sid"]),
      ...members(
        "optional",
        "OpenID Connect Core 1.0 section 5.1",
        ["name"],
        ["preferred_username"],
        ["email"],
        ["email_verified"],
        ["given_name"],
        ["family_name"],
        ["picture"],
        ["locale"],
      ),
    ],
  },
  {
    kind: "an access token",
    typ: ["at+jwt"],
    header: members("required", "RFC 9068 section 2.1", ["typ", "at+jwt, so that no ID Token is mistaken for it."]),
    claims: [
      ...members(
        "required",
        ACCESS,
        ["iss", "The authorization server."],
        ["exp", "At and after this moment the API must refuse it."],
        ["aud", "The API the token is for; any other must refuse it."],
        ["sub", "The user who granted access, or the client itself if no user is involved."],
        ["client_id", "The client that requested the token."],
        ["iat"],
        ["jti"],
      ),
      ...members("recommended", "RFC 9068 section 2.2.3", ["scope", "What the client may do, separated by spaces."]),
      ...members(
        "optional",
        "RFC 9068 section 2.2.1",
        ["auth_time", "When the user last signed in, for an API that asks for a fresh sign-in."],
        ["acr"],
        ["amr"],
      ),
      ...members("optional", "RFC 9068 section 2.2.3.1", ["roles"], ["groups"], ["entitlements"]),
      ...members("optional", "RFC 9396 section 9.1", ["authorization_details"]),
      ...members("optional", "RFC 9449 section 6.1", [
        "cnf",
        "The key each request must prove possession of, by DPoP or TLS.",
      ]),
    ],
  },
  {
    kind: "a DPoP proof",
    typ: ["dpop+jwt"],
    header: members(
      "required",
      DPOP,
      ["typ", "dpop+jwt, always."],
      ["alg", "An asymmetric algorithm; never none, never HMAC."],
      ["jwk", "The public key whose private half signed the proof."],
    ),
    claims: [
      ...members(
        "required",
        DPOP,
        ["jti", "New for each request, so that a proof is used once."],
        ["htm"],
        ["htu"],
        ["iat", "When the proof was made; a server accepts it only for a short while."],
      ),
      ...members(
        "optional",
        DPOP,
        ["ath", "The hash of the access token; required if one is sent along."],
        ["nonce", "The value of the server's DPoP-Nonce header; required if it sent one."],
      ),
    ],
  },
  {
    kind: "a client assertion",
    typ: ["client-authentication+jwt", "JWT"],
    header: [],
    claims: [
      ...members(
        "required",
        ASSERTION,
        ["iss", "The client's id."],
        ["sub", "The client's id again, if the client proves who it is."],
        ["aud", "The authorization server: its issuer, or for older ones its token endpoint."],
        ["exp"],
      ),
      ...members("optional", ASSERTION, ["jti", "New for each assertion, so that it is used once."], ["iat"], ["nbf"]),
    ],
  },
  {
    kind: "a logout token",
    typ: ["logout+jwt"],
    header: [],
    claims: [
      ...members(
        "required",
        LOGOUT,
        ["iss"],
        ["aud"],
        ["iat"],
        ["exp"],
        ["jti"],
        ["events", "Holds http://schemas.openid.net/event/backchannel-logout with an empty object."],
      ),
      ...members(
        "optional",
        LOGOUT,
        ["sub", "Who is logged out; sub, sid or both must be there."],
        ["sid", "The session that ends; sub, sid or both must be there."],
      ),
    ],
  },
  {
    kind: "a security event token",
    typ: ["secevent+jwt"],
    header: [],
    claims: [
      ...members("required", EVENT, ["iss"], ["iat"], ["jti"], ["events"]),
      ...members("recommended", EVENT, ["aud"]),
      ...members("optional", EVENT, ["toe"], ["txn"]),
      ...members("optional", "RFC 9493 section 4.1", ["sub_id"]),
    ],
  },
  {
    kind: "a request object",
    typ: ["oauth-authz-req+jwt"],
    header: [],
    claims: [
      ...members("required", REQUEST, ["client_id", "The requesting client; the same as next to the request object."]),
      ...members("recommended", REQUEST, ["iss", "The client's id."], ["aud", "The authorization server's issuer."]),
      ...members(
        "optional",
        REQUEST,
        ["response_type", "Which response is requested, such as code."],
        ["redirect_uri", "Where the response goes: one of the URLs registered for the client."],
        ["scope", "What is requested, separated by spaces; openid requests an ID Token."],
        ["state", "A value that comes back with the response."],
        ["nonce"],
        ["code_challenge", "The hash of the secret that redeems the code (PKCE)."],
        ["code_challenge_method", "S256."],
        ["exp"],
        ["nbf"],
        ["jti"],
      ),
    ],
  },
  {
    kind: "a key-binding JWT",
    typ: ["kb+jwt"],
    header: members(
      "required",
      BINDING,
      ["typ", "kb+jwt, always."],
      ["alg", "The algorithm of the holder's key; never none."],
    ),
    claims: members(
      "required",
      BINDING,
      ["iat", "When the holder made the presentation."],
      ["aud", "The verifier that it is made for."],
      ["nonce", "The verifier's value, so that a presentation is used once."],
      ["sd_hash"],
    ),
  },
  {
    kind: "an SD-JWT credential",
    typ: ["dc+sd-jwt", "vc+sd-jwt"],
    header: members("required", "SD-JWT VC section 3.2.1", ["typ"]),
    claims: [
      ...members("required", CREDENTIAL, ["vct"]),
      ...members(
        "optional",
        CREDENTIAL,
        ["iss"],
        ["nbf"],
        ["exp"],
        ["cnf", "The holder's key; a presentation is signed with it."],
        ["status"],
        ["sub"],
        ["iat"],
      ),
      ...members("optional", "RFC 9901 section 4", ["_sd"], ["_sd_alg"]),
    ],
  },
  {
    kind: "a token status list",
    typ: ["statuslist+jwt"],
    header: members("required", LIST, ["typ"]),
    claims: [
      ...members("required", LIST, ["sub", "The address of the list, as tokens name it."], ["iat"], ["status_list"]),
      ...members("optional", LIST, ["exp"], ["ttl"]),
    ],
  },
  {
    kind: "an introspection response",
    typ: ["token-introspection+jwt"],
    header: members("required", "RFC 9701 section 5", ["typ"]),
    claims: members("required", "RFC 9701 section 5", ["iss"], ["aud"], ["iat"], ["token_introspection"]),
  },
  {
    kind: "an OpenID Federation entity statement",
    typ: ["entity-statement+jwt"],
    header: members("required", STATEMENT, ["typ"], ["kid"]),
    claims: [
      ...members("required", STATEMENT, ["iss"], ["sub"], ["iat"], ["exp"], ["jwks"]),
      ...members("optional", "OpenID Federation 1.0 section 3.2", ["authority_hints"], ["trust_marks"]),
      ...members("optional", STATEMENT, ["metadata"], ["crit"]),
    ],
  },
  {
    kind: "an OpenID Federation trust mark",
    typ: ["trust-mark+jwt"],
    header: members("required", "OpenID Federation 1.0 section 7.1", ["typ"], ["kid"]),
    claims: [
      ...members(
        "required",
        "OpenID Federation 1.0 section 7.1",
        ["iss", "Who issues the trust mark."],
        ["sub", "The entity that has the trust mark."],
        ["trust_mark_type"],
        ["iat"],
      ),
      ...members("optional", "OpenID Federation 1.0 section 7.1", ["exp"]),
    ],
  },
  {
    kind: "a client attestation",
    typ: ["oauth-client-attestation+jwt", "wallet-attestation+jwt"],
    header: members("required", ATTESTATION, ["typ"], ["alg"]),
    claims: [
      ...members(
        "required",
        ATTESTATION,
        ["sub", "The client_id of the client."],
        ["exp"],
        ["cnf", "The key of the client instance; it signs the proof of possession."],
      ),
      ...members(
        "optional",
        ATTESTATION,
        ["iss", "The client attester, such as the wallet provider."],
        ["iat"],
        ["status"],
      ),
    ],
  },
  {
    kind: "a client attestation PoP",
    typ: ["oauth-client-attestation-pop+jwt", "jwt-client-attestation-pop"],
    header: members("required", POSSESSION, ["typ"], ["alg"]),
    claims: [
      ...members(
        "required",
        POSSESSION,
        ["aud", "The authorization server's issuer."],
        ["jti", "New for each proof, so that it is used once."],
      ),
      ...members("optional", POSSESSION, ["iat"], ["iss", "The client_id, in earlier drafts."]),
    ],
  },
  {
    kind: "a key attestation",
    typ: ["key-attestation+jwt", "keyattestation+jwt"],
    header: members("required", "OpenID4VCI 1.0 appendix D.1", ["typ"], ["alg"]),
    claims: [
      ...members("required", "OpenID4VCI 1.0 appendix D.1", ["iat"], ["attested_keys", "The keys that are attested."]),
      ...members(
        "optional",
        "OpenID4VCI 1.0 appendix D.1",
        ["exp", "Until when the attestation counts; required in a proof."],
        ["key_storage", "How well the keys are protected against extraction."],
        ["user_authentication", "How well their use is protected by authentication."],
        ["nonce", "The credential issuer's c_nonce."],
        ["status"],
      ),
    ],
  },
  {
    kind: "a proof of a credential request",
    typ: ["openid4vci-proof+jwt"],
    header: members("required", "OpenID4VCI 1.0 appendix F.1", ["typ"], ["alg"]),
    claims: [
      ...members("required", "OpenID4VCI 1.0 appendix F.1", ["aud", "The credential issuer."], ["iat"]),
      ...members(
        "optional",
        "OpenID4VCI 1.0 appendix F.1",
        ["iss", "The client's id."],
        ["nonce", "The issuer's value (c_nonce); required if it has a nonce endpoint."],
      ),
    ],
  },
];

const BY_KIND = new Map(PROFILES.map((profile) => [profile.kind, profile]));

/** The profile of a kind returned by `kindOf`; null if there is none. */
export function profileOfKind(kind: string): Profile | null {
  return BY_KIND.get(kind) ?? null;
}

/** The profile of the kind that a token claims to be; null if nothing tells, or there is no profile. */
export function profileOf(token: LookedAt): Profile | null {
  const kind = kindOf(token);
  return kind === null ? null : profileOfKind(kind);
}
