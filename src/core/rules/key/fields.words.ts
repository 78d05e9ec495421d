import { type Args, type Vocabulary } from "../support/words.ts";

export const swappedKeysWords = {
  "private-in-public": [
    "This is a private key",
    "Only its public part is used to verify. A verifier that has the private key can also sign: keep it with the signer. It is not used to sign from here.",
    "Move it to Private key",
  ],
  "decrypting-in-public": [
    "This private key decrypts in its own field alone",
    "Public key encrypts. Whoever has the private key can read all that is encrypted for it: keep it with the recipient.",
    "Move it to Private key",
  ],
  "public-in-private": (a: Args<"key">) => [
    "This is a public key",
    `${a.key}: signing needs the private half. With this one a signature can only be checked.`,
  ],
} satisfies Vocabulary;

export const privateInSetWords = {
  set: (a: Args<"count" | "kid">) => [
    a.count === 1 ? "The set holds a PRIVATE key" : `The set holds ${a.count} PRIVATE keys`,
    `Key ${a.kid}. A published set must hold public members only; treat the key as known to everyone and replace it.`,
  ],
} satisfies Vocabulary;

export const notAPairWords = {
  halves: (a: Args<"key">) => [
    `The two halves of ${a.key} belong to different keys`,
    "What its private members sign its public members do not verify. The public members are what judges; the key does not sign. Export the public half again from the private one.",
  ],
  pair: [
    "Public key and Private key do not match",
    "What one signs, the other does not verify. Their thumbprints (RFC 7638) differ: export the public key from the private one.",
  ],
} satisfies Vocabulary;

export const istioPlaceholderWords = {
  istio: [
    "This key is Istio's placeholder",
    "istiod could not fetch the issuer's keys and hands out one that verifies nothing. Make the jwksUri reachable from istiod.",
  ],
} satisfies Vocabulary;
