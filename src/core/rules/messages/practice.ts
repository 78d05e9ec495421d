import { durationWords } from "../../claims/describe.ts";
import type { Wordings } from "./wording.ts";

const READABLE = "A payload is encoded, not encrypted: whoever has the token, a log included, reads it.";

export const practiceWordings: Wordings = {
  "sensitive/secret": (a) => [
    `${a["name"]} is in the payload`,
    `${READABLE} Take it out, and change it where the token has left your hands.`,
  ],
  "sensitive/credential": (a) => [
    `${a["name"]} holds ${a["what"]}`,
    `${READABLE} Take it out, and revoke it where the token has left your hands.`,
  ],
  "sensitive/card": (a) => [`${a["name"]} reads like a card number`, `Its check digit is right. ${READABLE}`],
  "sensitive/iban": (a) => [`${a["name"]} is a bank account (IBAN)`, `Its check digits are right. ${READABLE}`],
  "sensitive/identity": (a) => [`${a["name"]} is a national id`, READABLE],
  "sensitive/personal": (a) => [
    `Personal data: ${a["names"]}`,
    `${READABLE} ID Tokens are meant to carry such; access tokens need not.`,
  ],
  "TIM-08/none": [
    "It never expires",
    "exp is missing. Such a token can not be taken back, and some verifiers refuse it (RFC 8725 section 3.10).",
  ],
  "long-lived/hours": (a) => [
    `It lives for ${a["span"]}`,
    "Until then a stolen access token is good. Minutes and a refresh token are the usual choice (RFC 9700 section 2.2).",
  ],
  "unbound/aud": [
    "aud is missing",
    "An access token without an audience is good at every API that trusts the issuer (RFC 8725 section 3.9).",
  ],
  "HDR-11/typ": [
    "typ is missing",
    "at+jwt tells an access token from an ID Token, where one issuer makes both (RFC 9068 section 2.1).",
  ],
  "replayable/jti": (a) => [
    "jti is missing",
    `A ${a["typ"]} is good once. Without an id nobody can tell that it comes again.`,
  ],
  "CLM-11/anon": [
    "A Supabase API key, no user's token",
    "It has no sub: getUser and the like want the access_token of a session.",
  ],
  "CLM-11/service_role": [
    "A Supabase service_role key",
    "It passes every row level policy. It belongs on servers alone: replace it where it has left them.",
  ],
  "CLM-15/uuid": (a) => [
    `sub is no UUID: ${a["sub"]}`,
    "Supabase keeps users by UUID, so that it possibly finds none of this name.",
  ],
  "CLM-23/dpop": [
    "Bound to a DPoP key",
    "cnf.jkt names the key that its bearer must prove to have (RFC 9449). Sent as a plain Bearer it is refused.",
  ],
  "CLM-23/dpop-bearer": [
    "Bound to a DPoP key, and sent as Bearer",
    "cnf.jkt names the key that its bearer must prove to have: send Authorization: DPoP and a proof beside it (RFC 9449 section 7.1). As Bearer it is refused.",
  ],
  "CLM-23/mtls": [
    "Bound to a client certificate",
    "cnf names the certificate of the connection that it must come over (RFC 8705).",
  ],
  "CLM-24/kind": (a) => [
    `This is ${a["kind"]}`,
    `${a["name"]} is ${a["value"]}. APIs take access tokens, and refuse this one.`,
  ],
  "CLM-09/bearer": (a) => [
    "An ID Token was sent as Bearer",
    `${a["name"]} tells that it is one: for the client that signed somebody in. APIs possibly refuse it; send the access token instead (RFC 9068 section 5).`,
  ],
  "PRV-02/custom": [
    "A Firebase custom token",
    "It is exchanged by signInWithCustomToken. Servers want the ID token that comes of it (getIdToken).",
  ],
  "PRV-05/lifetime": (a) => lifetime(a["who"], a["lifetime"], a["limit"]),
  "PRV-08/lifetime": (a) => [
    "GitHub takes at most 10 min from now",
    `exp is ${durationWords(Number(a["lifetime"]))} after iat; with iat a minute back, for clocks that differ, 11 min are the most. Make a fresh one for each request.`,
  ],
  "PRV-16/lifetime": (a) => lifetime(a["who"], a["lifetime"], a["limit"]),
  "PRV-16/apns": (a) => [
    `Apple's push service takes tokens up to an hour old; this one is ${a["age"]} old`,
    "It answers ExpiredProviderToken. Make a fresh one every 20 to 60 minutes, with iat from a clock that is right.",
  ],
  "PRV-14/key": (a) => [
    `A Supabase ${a["kind"]} key, no token`,
    "It goes into the header apikey; Authorization takes the access token of a session.",
  ],
  "HDR-10/nested": [
    "The payload is another token",
    "A nested token (RFC 7519 section 5.2): both layers want to be verified. Copy the payload to open the inner one.",
  ],
  "SEC-15/kid": (a) => [
    "The header names a key id",
    `kid is ${a["kid"]}, and a bare secret has none: the issuer possibly signs with a key of its set, and verifiers that choose by kid find none here.`,
  ],
  "SEC-18/zeros": [
    "The secret ends with zero bytes",
    "HMAC fills a key up with zeros, so that the secret without them is the same key.",
  ],
  "IN-25/garbled": (a) => [
    "Text that was garbled before it was signed",
    `UTF-8 was read as Latin-1. It possibly was meant to be: ${a["right"]}.`,
  ],
  "TIM-10/hours": (a) => [
    `Issued ${a["hours"]} hours ahead, to the minute`,
    "Local time was possibly taken for UTC. A NumericDate counts seconds since 1970 in UTC (RFC 7519 section 2).",
  ],
};

function lifetime(
  who: string | number | undefined,
  has: string | number | undefined,
  limit: string | number | undefined,
): readonly [string, string] {
  return [
    `${who} takes at most ${durationWords(Number(limit))}`,
    `exp is ${durationWords(Number(has))} after iat. Make a fresh assertion for each request instead of a long one.`,
  ];
}
