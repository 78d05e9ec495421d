import { type Args, type Vocabulary } from "../support/words.ts";

export const supabaseKeyWords = {
  anon: [
    "A Supabase API key, not a user's token",
    "It has no sub: getUser and similar calls need a session's access_token.",
  ],
  service_role: [
    "A Supabase service_role key",
    "It bypasses every row-level policy. It belongs only on servers: replace it if it has left them.",
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
    "It belongs in the apikey header; Authorization takes a session's access token.",
  ],
} satisfies Vocabulary;

export const otherKindWords = {
  kind: (a: Args<"kind" | "name" | "value" | "own">) => [
    `This is ${a.kind}`,
    `${a.name} is ${a.value}. APIs accept access tokens, and refuse this one.${a.own ? " It is signed with a secret that only its issuer has: no key in a key set can verify it." : ""}`,
  ],
  logout: [
    "This is a logout token",
    "events has the event of back-channel logout. The client that it is sent to ends the session (OpenID Connect Back-Channel Logout section 2.6); as an access token or ID Token it is refused.",
  ],
  response: (a: Args<"name">) => [
    "This is an authorization response (JARM), not a token",
    `It has ${a.name}, for the client in aud, and no subject: it answers an authorization request (JARM section 2.1). The client checks iss, aud, exp and state and then redeems the code at the token endpoint, which returns the tokens.`,
  ],
  refusal: (a: Args<"error" | "description">) => [
    `This is an authorization response (JARM), and it says ${a.error}`,
    `The authorization server refused the request${a.description ? `: ${a.description}` : ""}. It issued neither a code nor a token (RFC 6749 section 4.1.2.1, JARM section 2.1).`,
  ],
} satisfies Vocabulary;

export const firebaseCustomWords = {
  custom: [
    "A Firebase custom token",
    "It is exchanged by signInWithCustomToken. Servers expect the ID token you get in return (getIdToken).",
  ],
  session: [
    "This is a Firebase session cookie, which has different keys",
    "ID tokens use the keys of securetoken@system.gserviceaccount.com. A session cookie is signed with the keys at identitytoolkit.googleapis.com/v1/sessionCookiePublicKeys: verify it with verifySessionCookie, or with that set.",
  ],
} satisfies Vocabulary;

export const signedAroundEncryptedWords = {
  order: [
    "It was encrypted first and signed afterwards",
    "Sign first, then encrypt: an outer signature can be stripped and replaced by another, and anyone sees who signed. The signer may also have signed something it cannot read.",
  ],
} satisfies Vocabulary;

export const nestedWords = {
  nested: [
    "The payload is another token",
    "A nested token (RFC 7519 section 5.2): verify both layers.",
    "Open the inner token",
  ],
  unsecured: [
    "The payload is another token, and the outer one is not signed",
    "alg is none: the outer token proves nothing. Verify the inner token, which is signed or encrypted itself.",
    "Open the inner token",
  ],
  announced: [
    "The header says that the payload is a token, but it is not",
    "cty is JWT (RFC 7519 section 5.2), but the payload does not have the form of one. Libraries that follow cty refuse it.",
  ],
} satisfies Vocabulary;

export const kidOnSecretWords = {
  kid: (a: Args<"kid">) => [
    "The header names a key id",
    `kid is ${a.kid}, but a plain secret has none: the issuer may sign with a key from its set, and verifiers that choose by kid find no key here.`,
  ],
} satisfies Vocabulary;

export const equivalentSecretWords = {
  zeros: ["The secret ends with zero bytes", "HMAC pads a key with zeros, so the secret without them is the same key."],
} satisfies Vocabulary;

export const mojibakeWords = {
  garbled: (a: Args<"right">) => [
    "Text was garbled before signing",
    `UTF-8 was read as Latin-1. It may have been meant as: ${a.right}.`,
  ],
} satisfies Vocabulary;

export const wholeHoursWords = {
  hours: (a: Args<"hours">) => [
    `Issued ${a.hours} hours ahead, to the minute`,
    "Local time may have been used as UTC. A NumericDate counts seconds since 1970 in UTC (RFC 7519 section 2).",
  ],
} satisfies Vocabulary;
