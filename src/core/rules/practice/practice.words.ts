import { unshown, type Args, type Vocabulary } from "../support/words.ts";

const READABLE =
  "A payload is encoded, not encrypted: whoever has the token can read it, and so can anyone who reads the logs.";

export const sensitiveWords = {
  secret: (a: Args<"name">) => [
    `${a.name} is in the payload`,
    `${READABLE} Remove it, and change it if the token has left your hands.`,
  ],
  credential: (a: Args<"name" | "what">) => [
    `${a.name} contains ${a.what}`,
    `${READABLE} Remove it, and revoke it if the token has left your hands.`,
  ],
  card: (a: Args<"name">) => [`${a.name} looks like a card number`, `Its check digit is valid. ${READABLE}`],
  iban: (a: Args<"name">) => [`${a.name} looks like a bank account (IBAN)`, `Its check digits are valid. ${READABLE}`],
  identity: (a: Args<"name">) => [`${a.name} looks like a national id`, READABLE],
  personal: (a: Args<"names">) => [
    `Personal data: ${a.names}`,
    `${READABLE} ID Tokens are meant to carry such data; access tokens need not.`,
  ],
} satisfies Vocabulary;

export const noEndWords = {
  named: (a: Args<"name" | "value">) => [
    `${a.name} is not exp: the token never expires`,
    `A verifier reads only exp (RFC 7519 section 4.1.4). ${a.name} (${a.value}) is a library option or a custom name that ended up among the claims: pass it to the function that signs, or write exp.`,
  ],
  nested: (a: Args<"path" | "when" | "past" | "span">) => [
    `exp is inside ${a.path}, where no verifier reads it`,
    `exp must be a claim of the payload itself (RFC 7519 section 4.1.4). Here the token never expires, though exp in ${a.path} is ${a.when}${a.past ? `, ${a.span} ago` : ""}.`,
  ],
  header: (a: Args<"when" | "past" | "span">) => [
    "exp is in the header, where no verifier reads it",
    `exp must be a claim of the payload (RFC 7519 section 4.1.4): only encrypted tokens repeat claims in their header (section 5.3). Here the token never expires, though that exp is ${a.when}${a.past ? `, ${a.span} ago` : ""}.`,
  ],
  none: [
    "It never expires",
    "exp is missing, which is allowed (RFC 7519 section 4.1.4). Such a token stays valid until its key is replaced, and some verifiers reject it.",
  ],
  hidden: (a: Args<"hidden">) => [
    "No expiry is disclosed",
    `${unshown(Number(a.hidden))}, so exp may be signed but hidden. A verifier sees none: a claim that limits validity must not be selectively disclosable (RFC 9901 section 9.7).`,
  ],
} satisfies Vocabulary;

export const longLivedWords = {
  hours: (a: Args<"span">) => [
    `It is valid for ${a.span}`,
    "Until then a stolen access token works. A bearer token should live for an hour or less (RFC 6750 section 5.3).",
  ],
} satisfies Vocabulary;

export const unboundWords = {
  aud: [
    "aud is missing",
    "An access token without an audience works at every API that trusts the issuer (RFC 8725 section 3.9).",
  ],
} satisfies Vocabulary;

export const noTypWords = {
  typ: [
    "typ is missing",
    "at+jwt distinguishes an access token from an ID Token of the same issuer (RFC 9068 section 2.1).",
  ],
} satisfies Vocabulary;

export const replayableWords = {
  jti: (a: Args<"typ">) => [
    "jti is missing",
    `A ${a.typ} may be used only once. Without an id, nobody can detect a replay.`,
  ],
} satisfies Vocabulary;
