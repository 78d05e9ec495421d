import type { Cause } from "../types.ts";

/** Causes that lie in claims. */
export const claimsCauses: Readonly<Record<string, Cause>> = {
  "CLM-01": {
    topic: "issuer",
    title: "iss is not the expected one",
    why: "Issuers are compared letter by letter: a slash at the end makes another (Auth0’s ends with one).",
    todo: "Copy iss from the token into the verifier’s settings, if it is your issuer.",
  },
  "CLM-02": {
    topic: "issuer",
    title: "The issuer was reached at another address",
    why: "The token was asked for at one host, scheme or port, and the verifier knows another.",
    todo: "Give the issuer one public name (KC_HOSTNAME at Keycloak).",
  },
  "CLM-03": {
    topic: "issuer",
    title: "Entra v1.0 and v2.0 were mixed",
    why: "sts.windows.net is the issuer of v1.0 tokens, login.microsoftonline.com that of v2.0.",
    todo: "Set requestedAccessTokenVersion to 2 in the API’s registration, or accept both.",
  },
  "CLM-04": {
    topic: "issuer",
    title: "iss is missing, or no string",
    why: "The verifier compares iss and finds nothing, or has a placeholder for many tenants itself.",
    todo: "Set iss at the issuer; take a validator for many tenants where they are meant.",
  },
  "CLM-05": {
    topic: "audience",
    title: "The token is for another audience",
    why: "aud does not name this service (RFC 7519 section 4.1.3).",
    todo: "Ask for a token of this API by its audience, resource or scope; or fix the expected value.",
  },
  "CLM-06": {
    topic: "claim-type",
    title: "aud is a list, or is not",
    why: "Both a string and a list are allowed (RFC 7519 section 4.1.3); this parser knows one of them.",
    todo: "Use a type that reads both.",
  },
  "CLM-07": {
    topic: "audience",
    title: "The other form of an Entra audience",
    why: "api://… and the bare id are the same app: v1.0 tokens use one, v2.0 the other.",
    todo: "Accept both.",
  },
  "CLM-08": {
    topic: "audience",
    title: "aud is missing",
    why: "The verifier wants an audience. Cognito’s access tokens have none, Keycloak’s need a mapper.",
    todo: "Compare client_id there, or ask for a scope of the API.",
  },
  "CLM-09": {
    topic: "token-kind",
    title: "An ID token was sent in place of an access token",
    why: "An ID token is for the client that signed in; its audience is that client, not the API.",
    todo: "Send the access token.",
  },
  "CLM-10": {
    topic: "audience",
    title: "The access token is for another API",
    why: "It was issued for Graph or another service, and is not yours to verify.",
    todo: "Ask for your own API’s scope.",
  },
  "CLM-11": {
    topic: "subject",
    title: "sub is missing",
    why: "The key of the project was sent where a signed-in user’s token is expected.",
    todo: "Pass the session’s access token.",
  },
  "CLM-12": {
    topic: "claim-type",
    title: "sub is no string",
    why: "RFC 7519 section 4.1.2 wants a string, and newer versions insist.",
    todo: "Issue str(user.id).",
  },
  "CLM-13": {
    topic: "subject",
    title: "The user does not exist there",
    why: "The token is good; its sub names nobody in this database: deleted, another project, or made by hand.",
    todo: "See which project iss names, and sign in again.",
  },
  "CLM-14": {
    topic: "subject",
    title: "sub is written otherwise",
    why: "A space, a capital or a look-alike letter makes another subject.",
    todo: "Compare the characters one by one, as in the subject doctor.",
  },
  "CLM-15": {
    topic: "subject",
    title: "sub is no UUID",
    why: "The service’s users have UUIDs, and the token names another kind of id.",
    todo: "Use its own ids, or set up third-party sign-in.",
  },
  "CLM-16": {
    topic: "session",
    title: "The session is over",
    why: "The token is good by itself, and the session or account behind it was ended.",
    todo: "Sign in again.",
  },
  "CLM-17": {
    topic: "audience",
    title: "The token is of another client",
    why: "azp, client_id or cid is not the one that the verifier expects.",
    todo: "Allow this client, if it is yours.",
  },
  "CLM-18": {
    topic: "permission",
    title: "A scope or role is missing",
    why: "The token is good, and not good enough (RFC 6750 section 3.1).",
    todo: "Ask for the scope, assign the role, or look in the claim that has it.",
  },
  "CLM-19": {
    topic: "claim",
    title: "A required claim is missing",
    why: "The verifier asks for a claim that the token does not have, or has with another value.",
    todo: "Add it at the issuer, or do not ask for it.",
  },
  "CLM-20": {
    topic: "replay",
    title: "nonce or jti is not the expected one",
    why: "The token belongs to another login, or was used before.",
    todo: "Begin the login anew, and use a token once where that is asked.",
  },
  "CLM-21": {
    topic: "audience",
    title: "The verifier’s setting has white space in it",
    why: "Both values look the same, and one ends in a space or comment.",
    todo: "Trim the setting.",
  },
  "CLM-22": {
    topic: "claim-type",
    title: "The gateway is strict about types",
    why: "Envoy and Istio look at the types of registered claims before they verify.",
    todo: "Issue times as whole numbers, the others as strings.",
  },
  "CLM-23": {
    topic: "token-kind",
    title: "The token is bound to a key",
    why: "It wants a DPoP proof or a client certificate (RFC 9449, RFC 8705), and came as plain Bearer; or it is simply not accepted.",
    todo: "Send the proof, or read the description beside the code.",
  },
  "CLM-24": {
    topic: "token-kind",
    title: "Another kind of token",
    why: "A refresh, logout or offline token was sent in place of an access token.",
    todo: "Send the access token.",
  },
};
