import { type Args, type Vocabulary } from "../support/words.ts";

export const nothingWords = {
  empty: [
    "No token yet",
    "Paste one anywhere on this page, or open an example. Nothing that you paste leaves the page.",
  ],
  literal: (a: Args<"text">) => [
    `The text ${a.text} is where a token should be`,
    "A program wrote out a variable that was not set. Send the field only when there is a token, and await the call that gets it.",
  ],
  masked: (a: Args<"text">) => [
    `The token is masked: ${a.text}`,
    "A log or a pipeline shows this in the place of a secret, such as GitHub Actions ***. What was sent is not shown: read it where it is made, or compare its length or hash.",
  ],
  placeholder: (a: Args<"text">) => [
    `The placeholder ${a.text} is where a token should be`,
    "It was not replaced. The variable is not set, or nothing expands it there: a shell expands it in double quotes, not in single quotes.",
  ],
} satisfies Vocabulary;

export const basicWords = {
  basic: [
    "These are HTTP Basic credentials, not a JWT",
    "They are a user name and a password joined by a colon. Use them to get a token first, then send that with the scheme Bearer.",
  ],
} satisfies Vocabulary;

export const percentEncodedWords = {
  percent: (a: Args<"text">) => [
    "The token is percent-encoded",
    `${a.text} and the like are how a URL or cookie spells other characters. Decode such a value exactly once before verifying.`,
    "Decode it",
  ],
  inside: (a: Args<"text" | "space">) => [
    `The token contains percent escapes: ${a.text}`,
    `${a.space ? `${a.text} is whitespace that a line break left in it. ` : ""}Base64url never contains %, so the token was taken to end there. Decode such a value exactly once, and remove whitespace.`,
    "Decode the escapes",
  ],
  "quoted-printable": [
    "This is the source of a mail: quoted-printable",
    "Lines end in = where they were wrapped, and =3D stands for an equals sign (RFC 2045 section 6.7). Decode it once, or copy the token from the mail as displayed.",
    "Decode quoted-printable",
  ],
} satisfies Vocabulary;

export const doubleEncodedWords = {
  base64: [
    "A token is wrapped in one more layer of Base64",
    "Decoded once, the text is a JWT. Kubernetes secrets and an extra btoa() do this.",
    "Unwrap it",
  ],
  inside: [
    "This is Base64 of JSON that contains a token",
    "A session or a response was encoded as a whole, as cookies and btoa(JSON.stringify(…)) do. Decode it, and take the token out of the JSON.",
    "Take the token out",
  ],
  hex: [
    "A token is written as the hex digits of its bytes",
    "A dump, a debugger or a binary column shows bytes this way. Decoded, the text is a JWT.",
    "Decode the hex",
  ],
  json: [
    "A token is wrapped in a JSON string",
    "It was stringified once too often. The quotes are not part of the token.",
    "Unwrap it",
  ],
  escaped: (a: Args<"text">) => [
    "The token contains escapes of another format",
    `${a.text} is how JSON, source code or HTML writes a dot or a line break. They were not decoded when the token was extracted.`,
    "Undo them",
  ],
  header: [
    "The first segment is itself a JWT",
    "The complete token was encoded again and given two more segments.",
    "Take the inner token",
  ],
} satisfies Vocabulary;

export const notATokenWords = {
  foreign: (a: Args<"name" | "about">) => [`This is ${a.name}, not a JWT`, `${a.about}`],
  "looks-foreign": (a: Args<"name" | "about">) => [`This looks like ${a.name}, not a JWT`, `${a.about}`],
  session: (a: Args<"framework" | "compressed" | "content" | "when">) => [
    `This is a session of ${a.framework}, not a JWT`,
    `It has content, time and signature, but no header${a.compressed ? ". The content is compressed (zlib)" : ""}${a.content ? `. It says ${a.content}` : ""}${a.when ? `. It was signed at ${a.when}` : ""}. Only the application that holds its secret key checks it, with ${a.framework === "Flask" ? "itsdangerous" : "django.core.signing"}.`,
  ],
  pem: ["This is a key or certificate, not a token", "It belongs in the Public key or Private key field."],
  jwk: ["This is a JSON Web Key, not a token", "It belongs in the Public key or Private key field."],
  jwks: ["This is a JWK Set, not a token", "It belongs in the Public key field."],
  url: ["This is a URL, and no token was found in it", "Paste the token itself. This page fetches nothing."],
  claims: [
    "These are decoded claims, not a token",
    "A token is header, claims and signature, encoded and joined by dots. You can make a new one from them and sign it with your own key.",
    "New token with these claims",
  ],
  decoded: [
    "This is a decoded token: header and claims",
    "Its encoded form and its signature are missing, so nothing can be verified. You can make a new token from it and sign it with your own key.",
    "New token with these claims",
  ],
  json: [
    "This is JSON, and no token was found in it",
    "A token is three segments joined by dots, or a JSON object with payload and signature (RFC 7515 section 7).",
  ],
  name: [
    "No token was found in this text",
    "It has the dots of a token, but no part of it begins as a token’s header does: with a JSON object in base64url, such as eyJ.",
  ],
  prose: [
    "No token was found in this text",
    "A JWT is three segments of letters, digits, - and _ joined by dots, and often starts with eyJ.",
  ],
  opaque: [
    "This is not a JWT",
    "It has no header that decodes to JSON. It may be an opaque token, which only its issuer can check, by introspection (RFC 7662). With Auth0, request one with an audience.",
  ],
} satisfies Vocabulary;
