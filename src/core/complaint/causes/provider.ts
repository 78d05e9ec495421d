import type { Cause } from "../types.ts";

/** Causes that lie in providers and gateways. */
export const providerCauses: Readonly<Record<string, Cause>> = {
  "PRV-01": {
    topic: "token-kind",
    title: "Cognito: access and ID token were mixed up",
    why: "ID tokens have aud, access tokens client_id; the verifier expects the other kind.",
    todo: "Set tokenUse to what you send, and compare client_id for access tokens.",
  },
  "PRV-02": {
    topic: "token-kind",
    title: "Firebase: a custom token in place of an ID token",
    why: "A custom token only serves to sign in.",
    todo: "Call signInWithCustomToken, and send what user.getIdToken() gives.",
  },
  "PRV-03": {
    topic: "issuer",
    title: "Firebase: a token of another project",
    why: "aud and iss name a project other than that of the Admin SDK, or its keys are not those.",
    todo: "Initialise the SDK with the project of the app.",
  },
  "PRV-04": {
    topic: "audience",
    title: "Google: another client id",
    why: "Apps on Android, iOS and the web have a client id each, and aud is one of them.",
    todo: "Expect the web client’s id, or all of them.",
  },
  "PRV-05": {
    topic: "signature",
    title: "Google: the service account’s assertion",
    why: "It may live for an hour at most, and iss must be the client_email of the key that signs.",
    todo: "Set the clock, and use the email of this key.",
  },
  "PRV-06": {
    topic: "subject",
    title: "GitHub Actions: sub does not match the trust policy",
    why: "sub names repository and branch or environment, with upper and lower case; patterns want a condition such as StringLike.",
    todo: "Copy sub from the token into the policy.",
  },
  "PRV-07": {
    topic: "subject",
    title: "GitHub Actions: sub has numeric ids",
    why: "Repositories with immutable subjects write owner@id/name@id.",
    todo: "Write the policy in that form.",
  },
  "PRV-08": {
    topic: "claim",
    title: "GitHub Apps: a rule of theirs is broken",
    why: "iss is the app’s id, iat not in the future, exp ten minutes off at most, all whole numbers.",
    todo: "Set iat a minute back and exp nine minutes ahead, and sign with the app’s key by RS256.",
  },
  "PRV-09": {
    topic: "audience",
    title: "Kubernetes: a service account’s token for another audience",
    why: "The API server expects one of its own audiences.",
    todo: "kubectl create token --audience, or see --api-audiences.",
  },
  "PRV-10": {
    topic: "signature",
    title: "Kubernetes: a token of another cluster",
    why: "The signing key is not among those that the API server verifies with.",
    todo: "Compare --service-account-signing-key-file with --service-account-key-file.",
  },
  "PRV-11": {
    topic: "consumer",
    title: "Kong: the credential",
    why: "Kong takes iss as the key of a credential, whose algorithm, secret or public key must fit.",
    todo: "Make a credential whose key is iss, with the right algorithm, secret and secret_is_base64.",
  },
  "PRV-12": {
    topic: "consumer",
    title: "APISIX: the consumer",
    why: "jwt-auth takes the claim key as the name of a consumer, whose secret or public key must fit.",
    todo: "Put the claim key in, and set base64_secret as the secret is.",
  },
  "PRV-13": {
    topic: "issuer",
    title: "Envoy, Istio: issuer, audience or policy",
    why: "iss is compared letter by letter, and an authorization policy may still deny a good token.",
    todo: "Copy iss into jwtRules, see that jwksUri is reachable, and read the authorization policies.",
  },
  "PRV-14": {
    topic: "token-kind",
    title: "Supabase: an API key in place of a token",
    why: "sb_publishable_ and sb_secret_ keys are no JWT, and belong in the field apikey.",
    todo: "Send the user’s access token as Bearer.",
  },
  "PRV-15": {
    topic: "key-missing",
    title: "PostgREST: no key for this token",
    why: "jwt-secret has no key of the kind that alg needs, or is not set.",
    todo: "Put the issuer’s JWK Set or the right secret in jwt-secret.",
  },
  "PRV-16": {
    topic: "header",
    title: "Apple: the token that you sign",
    why: "Apple wants ES256 with kid, the team’s id as iss and a limited life; a DER signature is the usual mistake.",
    todo: "See alg, kid, iss and exp, and the form of the signature.",
  },
  "PRV-17": {
    topic: "signature-form",
    title: "Kong: PS wants 256 bytes of signature",
    why: "Its plugin takes 256 bytes alone for PS algorithms.",
    todo: "Use an RSA key of 2048 bits, or RS or ES.",
  },
};
