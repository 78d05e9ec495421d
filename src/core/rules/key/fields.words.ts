import { type Args, type Vocabulary } from "../support/words.ts";

export const swappedKeysWords = {
  "private-in-public": [
    "This is a private key",
    "Only its public part is used to verify. A verifier that has the private key can also sign: keep it with the signer. It is not used to sign from here.",
    "Move it to Private key",
  ],
  "decrypting-in-public": [
    "This private key only decrypts in its own field",
    "The Public key field encrypts. Whoever has the private key can read everything encrypted for it: keep it with the recipient.",
    "Move it to Private key",
  ],
  "public-in-private": (a: Args<"key">) => [
    "This is a public key",
    `${a.key}: signing needs the private half. With this one a signature can only be checked.`,
  ],
} satisfies Vocabulary;

export const privateInSetWords = {
  set: (a: Args<"count" | "kid">) => [
    a.count === 1 ? "The set contains a PRIVATE key" : `The set contains ${a.count} PRIVATE keys`,
    `Key ${a.kid}. A published set must contain only public members; treat the key as known to everyone and replace it.`,
  ],
} satisfies Vocabulary;

export const notAPairWords = {
  halves: (a: Args<"key">) => [
    `The two halves of ${a.key} belong to different keys`,
    "Its public members do not verify what its private members sign. Verification uses the public members; the key is not used to sign. Export the public half from the private one again.",
  ],
  pair: [
    "Public key and Private key do not match",
    "One does not verify what the other signs. Their thumbprints (RFC 7638) differ: export the public key from the private one.",
  ],
} satisfies Vocabulary;

export const istioPlaceholderWords = {
  istio: [
    "This key is Istio's placeholder",
    "istiod could not fetch the issuer's keys and serves one that verifies nothing. Make the jwksUri reachable from istiod.",
  ],
} satisfies Vocabulary;
