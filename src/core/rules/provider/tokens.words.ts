import { type Args, type Vocabulary } from "../support/words.ts";

export const supabaseKeyWords = {
  anon: [
    "A Supabase API key, not a user's token",
    "It has no sub: getUser and the like want the access_token of a session.",
  ],
  service_role: [
    "A Supabase service_role key",
    "It passes every row level policy. It belongs on servers alone: replace it where it has left them.",
  ],
} satisfies Vocabulary;

export const supabaseSubjectWords = {
  uuid: (a: Args<"sub">) => [
    `sub is not a UUID: ${a.sub}`,
    "Supabase identifies users by UUID, so it may not find this one.",
  ],
} satisfies Vocabulary;

export const supabaseOpaqueWords = {
  key: (a: Args<"kind">) => [
    `A Supabase ${a.kind} key, not a token`,
    "It goes into the header apikey; Authorization takes the access token of a session.",
  ],
} satisfies Vocabulary;

export const boundWords = {
  dpop: [
    "Bound to a DPoP key",
    "cnf.jkt names the key that its bearer must prove to have (RFC 9449). Sent as a plain Bearer it is refused.",
  ],
  "dpop-bearer": [
    "Bound to a DPoP key, and sent as Bearer",
    "cnf.jkt names the key that its bearer must prove to have: send Authorization: DPoP and a proof beside it (RFC 9449 section 7.1). As Bearer it is refused.",
  ],
  mtls: [
    "Bound to a client certificate",
    "cnf names the certificate of the connection that it must come over (RFC 8705).",
  ],
} satisfies Vocabulary;

export const otherKindWords = {
  kind: (a: Args<"kind" | "name" | "value" | "own">) => [
    `This is ${a.kind}`,
    `${a.name} is ${a.value}. APIs take access tokens, and refuse this one.${a.own ? " It is signed with a secret that only its issuer has: no key of a key set can verify it." : ""}`,
  ],
} satisfies Vocabulary;

export const firebaseCustomWords = {
  custom: [
    "A Firebase custom token",
    "It is exchanged by signInWithCustomToken. Servers want the ID token that comes of it (getIdToken).",
  ],
  session: [
    "This is a session cookie of Firebase, whose keys are others",
    "An ID token's keys are those of securetoken@system.gserviceaccount.com. A session cookie is signed with those at identitytoolkit.googleapis.com/v1/sessionCookiePublicKeys: verify it with verifySessionCookie, or with that set.",
  ],
} satisfies Vocabulary;

export const signedAroundEncryptedWords = {
  order: [
    "It was encrypted first and signed after",
    "Sign first, then encrypt: a signature outside can be taken off and replaced by another one, and anyone sees who signed. It also signs what its signer may not be able to read.",
  ],
} satisfies Vocabulary;

export const nestedWords = {
  nested: [
    "The payload is another token",
    "A nested token (RFC 7519 section 5.2): verify both layers.",
    "Open the inner token",
  ],
  unsecured: [
    "The payload is another token, and nothing around it is signed",
    "alg is none: the outer token proves nothing. Verify the inner token: it is signed or encrypted itself.",
    "Open the inner token",
  ],
  announced: [
    "The header says that the payload is a token, but it is not",
    "cty is JWT (RFC 7519 section 5.2), and what stands there has not the form of one. Libraries that go by cty refuse it.",
  ],
} satisfies Vocabulary;

export const kidOnSecretWords = {
  kid: (a: Args<"kid">) => [
    "The header names a key id",
    `kid is ${a.kid}, and a bare secret has none: the issuer may sign with a key of its set, and verifiers that choose by kid find none here.`,
  ],
} satisfies Vocabulary;

export const equivalentSecretWords = {
  zeros: [
    "The secret ends with zero bytes",
    "HMAC fills a key up with zeros, so that the secret without them is the same key.",
  ],
} satisfies Vocabulary;

export const mojibakeWords = {
  garbled: (a: Args<"right">) => [
    "Text that was garbled before it was signed",
    `UTF-8 was read as Latin-1. It may have been meant as: ${a.right}.`,
  ],
} satisfies Vocabulary;

export const wholeHoursWords = {
  hours: (a: Args<"hours">) => [
    `Issued ${a.hours} hours ahead, to the minute`,
    "Local time may have been taken for UTC. A NumericDate counts seconds since 1970 in UTC (RFC 7519 section 2).",
  ],
} satisfies Vocabulary;
