import { type Args, type Vocabulary } from "../support/words.ts";

const READABLE = "A payload is encoded, not encrypted: whoever has the token, a log included, reads it.";

export const sensitiveWords = {
  secret: (a: Args<"name">) => [
    `${a.name} is in the payload`,
    `${READABLE} Take it out, and change it where the token has left your hands.`,
  ],
  credential: (a: Args<"name" | "what">) => [
    `${a.name} holds ${a.what}`,
    `${READABLE} Take it out, and revoke it where the token has left your hands.`,
  ],
  card: (a: Args<"name">) => [`${a.name} reads like a card number`, `Its check digit is right. ${READABLE}`],
  iban: (a: Args<"name">) => [`${a.name} is a bank account (IBAN)`, `Its check digits are right. ${READABLE}`],
  identity: (a: Args<"name">) => [`${a.name} is a national id`, READABLE],
  personal: (a: Args<"names">) => [
    `Personal data: ${a.names}`,
    `${READABLE} ID Tokens are meant to carry such; access tokens need not.`,
  ],
} satisfies Vocabulary;

export const noEndWords = {
  named: (a: Args<"name" | "value">) => [
    `${a.name} is not exp: the token never expires`,
    `A verifier reads exp alone (RFC 7519 section 4.1.4). ${a.name} (${a.value}) is a library option or a custom name that ended up among the claims: pass it to the function that signs, or write exp.`,
  ],
  nested: (a: Args<"path" | "when" | "past" | "span">) => [
    `exp is inside ${a.path}, where no verifier reads it`,
    `exp must be a claim of the payload itself (RFC 7519 section 4.1.4). Here the token never expires, though exp in ${a.path} is ${a.when}${a.past ? `, ${a.span} ago` : ""}.`,
  ],
  none: [
    "It never expires",
    "exp is missing. Such a token stays valid until its key is replaced, and some verifiers reject it (RFC 8725 section 3.10).",
  ],
} satisfies Vocabulary;

export const longLivedWords = {
  hours: (a: Args<"span">) => [
    `It lives for ${a.span}`,
    "Until then a stolen access token is good. Minutes and a refresh token are the usual choice (RFC 9700 section 2.2).",
  ],
} satisfies Vocabulary;

export const unboundWords = {
  aud: [
    "aud is missing",
    "An access token without an audience is good at every API that trusts the issuer (RFC 8725 section 3.9).",
  ],
} satisfies Vocabulary;

export const noTypWords = {
  typ: [
    "typ is missing",
    "at+jwt tells an access token from an ID Token, where one issuer makes both (RFC 9068 section 2.1).",
  ],
} satisfies Vocabulary;

export const replayableWords = {
  jti: (a: Args<"typ">) => [
    "jti is missing",
    `A ${a.typ} is good once. Without an id nobody can tell that it comes again.`,
  ],
} satisfies Vocabulary;
