import type { Cause } from "../types.ts";

/** Causes that lie in secrets. */
export const secretCauses: Readonly<Record<string, Cause>> = {
  "SEC-01": {
    topic: "signature",
    title: "The secret is Base64, and was used as text",
    why: "One side decodes the secret first, the other takes its letters. The signatures differ.",
    todo: 'Agree on one: Buffer.from(secret, "base64") in Node.js, Decoders.BASE64 in JJWT, or the letters on both sides.',
  },
  "SEC-02": {
    topic: "signature",
    title: "The secret is plain text, and was decoded as Base64",
    why: "One side takes a secret of letters through a Base64 decoder, which yields other bytes or fails.",
    todo: "Use its UTF-8 bytes, or turn off “secret is Base64 encoded”.",
  },
  "SEC-03": {
    topic: "signature",
    title: "The secret is hex",
    why: "One side reads pairs of hex digits as bytes, the other takes the digits as text.",
    todo: "Decode it on both sides or on none.",
  },
  "SEC-04": {
    topic: "signature",
    title: "A line break or space ends the secret",
    why: "It was read from a file, or made by echo without -n; the byte counts as part of the secret.",
    todo: "Trim on reading, and write secrets with printf or echo -n.",
  },
  "SEC-05": {
    topic: "signature",
    title: "Quotes became part of the secret",
    why: "docker --env-file and some loaders keep quotes as they are.",
    todo: "Remove the quotes from the file.",
  },
  "SEC-06": {
    topic: "signature",
    title: "The loader changed the secret",
    why: "$ begins a variable and # a comment in .env and Compose files; a part of the secret is gone.",
    todo: "Quote the value and write $$ for $ in Compose; compare lengths.",
  },
  "SEC-07": {
    topic: "signature",
    title: "An escape in the secret was not resolved",
    why: "The two characters \\ and n stand where a line break was meant, or the other way round.",
    todo: "Resolve escapes once, where the secret is loaded.",
  },
  "SEC-08": {
    topic: "signature",
    title: "Another size of HMAC",
    why: "It was signed with, say, HS512, and the header says HS256.",
    todo: "Sign with the algorithm of the header, and do not edit the header after signing.",
  },
  "SEC-09": {
    topic: "secret",
    title: "The secret is too short",
    why: "HMAC wants a secret as long as its hash (RFC 7518 section 3.2), and this library insists: 32 bytes for HS256.",
    todo: "Make 32, 48 or 64 random bytes for HS256, HS384, HS512.",
  },
  "SEC-10": {
    topic: "signature",
    title: "The secret has other bytes than it seems",
    why: "A byte order mark, another encoding, or a composed letter on one side only.",
    todo: "Use UTF-8 without a mark, and plain ASCII where you can.",
  },
  "SEC-11": {
    topic: "key-use",
    title: "A public key is used as a secret",
    why: "HMAC with a public key is how tokens are forged where a verifier takes any algorithm; the library refuses it.",
    todo: "Fix the algorithm to that of the key, RS256 or ES256.",
  },
  "SEC-13": {
    topic: "secret",
    title: "The secret or key is empty",
    why: "A variable was not set, or is spelled differently where the service runs.",
    todo: "Print whether it is set and how long it is, never what it is.",
  },
  "SEC-14": {
    topic: "signature",
    title: "Another secret, or the token was changed",
    why: "No reading of the secret gives this signature: it is of another environment, or a part was edited.",
    todo: "Compare the beginning of the SHA-256 of both secrets, and take a fresh token.",
  },
  "SEC-15": {
    topic: "key-missing",
    title: "The token names a kid, the secret has none",
    why: "Selectors by kid pass over a shared secret that has no name.",
    todo: "Give the secret a kid, leave kid out of the header, or select by algorithm.",
  },
  "SEC-16": {
    topic: "secret",
    title: "A JWK is used as the text of the secret",
    why: "The secret is the Base64url value of its member k, not the JSON around it.",
    todo: "Import the JWK as a key.",
  },
  "SEC-17": {
    topic: "signature",
    title: "The secret is still Base64 from Kubernetes",
    why: "kubectl shows the data of a Secret in Base64, and it was copied so.",
    todo: "Decode the value once: base64 -d.",
  },
};
