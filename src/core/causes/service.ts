import type { CauseRecord } from "./types.ts";

/**
 * Causes on the verifier's side that error messages reveal but no rule can detect: they depend on its own settings,
 * network or records, which no token shows.
 */
export const serviceCauses = {
  "SRV-01": {
    topic: "key-set",
    decides: "nobody",
    title: "The verifier could not fetch the issuer’s keys",
    why: "Its request for the discovery document or the JWK Set failed: a certificate that it does not trust, a name that it cannot resolve, a proxy, a wrong address or a slow answer. The token itself was not checked.",
    todo: "Fetch the URL from the verifier's machine, give it the CA certificate, and check the path of jwks_uri.",
  },
  "SRV-02": {
    topic: "permission",
    decides: "nobody",
    title: "The user or an administrator has not approved the app",
    why: "The assertion was read, but its user has not given consent to this client, or is not pre-authorized for it.",
    todo: "Grant the consent once in a browser, or pre-authorize the user’s profile for the app, on the host of the right environment.",
  },
  "SRV-03": {
    topic: "signature",
    decides: "nobody",
    title: "Another public key is registered with the service",
    why: "The service verifies with the key or certificate registered for this user or app, and the token was signed with another or names another fingerprint.",
    todo: "Register the public half of the key that signs, and compare its fingerprint, the account and the user name in the claims.",
  },
  "SRV-04": {
    topic: "claim",
    decides: "nobody",
    title: "The email is not verified",
    why: "The verifier takes the user’s name from email and requires email_verified: true, which is false or missing.",
    todo: "Verify the address at the issuer, or take the name from another claim, such as sub.",
  },
  "SRV-05": {
    topic: "encrypted",
    decides: "nobody",
    title: "It cannot be decrypted with this key",
    why: "The token was encrypted for another key: the secret changed, the key is derived in another way, or the text was truncated or altered in transit.",
    todo: "Compare the secret and how the key is made from it (Auth.js derives it with a salt); after a change, drop the old cookies.",
  },
  "SRV-06": {
    topic: "issuer",
    decides: "nobody",
    title: "This issuer is not registered with the service",
    why: "The service knows no identity provider for iss in this account, character by character.",
    todo: "Register the provider with exactly the token’s iss, in the account that receives it.",
  },
  "SRV-07": {
    topic: "token-kind",
    decides: "nobody",
    title: "The DPoP proof does not fit the request",
    why: "Its htm, htu, ath, iat or key does not belong to this request and this token (RFC 9449 section 4.3).",
    todo: "Create a fresh proof for each request, with the key of cnf.jkt and the URL as the server sees it, and check the clock.",
  },
  "SRV-08": {
    topic: "replay",
    decides: "nobody",
    title: "The server requires its nonce in the DPoP proof",
    why: "The first request has no nonce yet, or an old one: the response gives the one to use in DPoP-Nonce (RFC 9449 section 8).",
    todo: "Repeat the request with a proof that has this nonce, and keep the newest nonce of each server.",
  },
  "SRV-09": {
    topic: "audience",
    decides: "nobody",
    title: "The verifier has no audience to compare with",
    why: "The token has aud, and the verifier’s setting for it is empty or names another claim.",
    todo: "Give the verifier or role the audience that it should accept.",
  },
  "SRV-10": {
    topic: "permission",
    decides: "nobody",
    title: "The role’s conditions do not match the token",
    why: "The role is bound to certain subjects, accounts or claims, and the token has others.",
    todo: "Compare the role’s bound values with sub and the other claims, one by one.",
  },
  "SRV-11": {
    topic: "consumer",
    decides: "nobody",
    title: "The client is not known there",
    why: "The tenant, organization or environment has no app with this id.",
    todo: "Compare the client id in iss or sub with the app’s, and the tenant or host with the one where it is registered.",
  },
  "SRV-12": {
    topic: "token-kind",
    decides: "nobody",
    title: "The key binding of the SD-JWT is missing or does not fit",
    why: "The verifier requires a Key Binding JWT with its nonce and aud, and a hash of what is presented (RFC 9901 section 4.3).",
    todo: "Issue the credential with cnf, and present it with a fresh Key Binding JWT.",
  },
  "SRV-13": {
    topic: "lifetime",
    decides: "nobody",
    title: "New tokens are created too often",
    why: "Apple accepts a new provider token at most every 20 minutes. A wrong clock, or one token for each push or process, breaks that.",
    todo: "Keep one token for 20 to 60 minutes, share it between processes, and set the clock.",
  },
  "SRV-14": {
    topic: "no-token",
    decides: "nobody", // It depends on the request, which the token alone does not show.
    title: "The request was sent without a token",
    why: "The request as shown has no Authorization header, no cookie and no API key, and the server asks for a token. Clients drop the header on a redirect to another host, and proxies may remove it.",
    todo: "Send “Authorization: Bearer <token>” with this request, and look at what follows a redirect or passes a proxy.",
  },
  "SRV-15": {
    topic: "no-token",
    decides: "nobody", // It depends on the permissions of a workflow, which no token shows.
    title: "The workflow is not allowed to request an ID token",
    why: "GitHub gives a job the address and the secret for ID tokens only with the permission id-token: write; it is also missing in runs for a fork’s pull request.",
    todo: "Set permissions: id-token: write (and contents: read) for the job, and in the workflow that calls a reusable one.",
  },
} as const satisfies Readonly<Record<string, CauseRecord>>;
