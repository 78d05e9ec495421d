import { plural, type Args, type Vocabulary } from "../support/words.ts";

/** What to do with a key that is bound to one scheme. */
function otherKey(a: Args<"use" | "best">): string {
  return a.use === "sign"
    ? `Sign with ${a.best || "another key"}, or make a key without the limit: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048.`
    : `Use the key that belongs to the token${a.best ? `, or have it signed with ${a.best}` : ""}.`;
}

export const pssLimitsWords = {
  "pss-only": (a: Args<"alg" | "fits" | "use" | "best">) => [
    `This key is for RSASSA-PSS only; ${a.alg} is not`,
    `Its object identifier, id-RSASSA-PSS (RFC 4055), restricts it to ${a.fits || "PS256, PS384 and PS512"}. ${otherKey(a)}`,
    `Set alg to ${a.best}`,
  ],
  "pss-parameters": (a: Args<"alg" | "use" | "best" | "fits", "have" | "mask" | "salt">) => [
    `This key is limited to RSASSA-PSS with ${a.have}; ${a.alg} does not match that`,
    `Its parameters (RFC 4055 section 3.1) require the hash ${a.have}, ${a.mask} in the mask, and a salt of at least ${plural(a.salt, "byte")}. ${a.fits ? `That is ${a.fits}` : "No PS algorithm of JWS has that (RFC 7518 section 3.5)"}. ${otherKey(a)}`,
    `Set alg to ${a.best}`,
  ],
} satisfies Vocabulary;

export const smallRsaWords = {
  refused: (a: Args<"key" | "alg">) => [
    `${a.key} is too small for ${a.alg}`,
    "At least 2,048 bits are required (RFC 7518 section 3.3). This browser does not accept the key.",
  ],
  weak: (a: Args<"bits" | "needed">) => [
    `The RSA key has ${a.bits} bits; at least ${a.needed} are required`,
    "Such keys can be broken, and most libraries refuse them (RFC 7518 section 3.3). It was used anyway.",
  ],
} satisfies Vocabulary;

export const noneFitsWords = {
  none: (a: Args<"alg" | "needed" | "keys">) => [
    `No key here fits ${a.alg}`,
    `It needs ${a.needed}. The set has: ${a.keys || "none that could be tried"}.`,
  ],
  import: (a: Args<"key" | "message">) => [
    `The browser rejects this key${a.key ? ` (${a.key})` : ""}`,
    `It says: ${a.message}. Another browser, or a library on your machine, may accept it.`,
  ],
} satisfies Vocabulary;

export const lackingWords = {
  lacking: (a: Args<"alg">) => [
    `This browser does not support ${a.alg}`,
    "Its Web Cryptography lacks the algorithm, so it can neither verify nor create such signatures. Another browser may support it.",
  ],
  insecure: [
    "Signing and verifying need a secure context",
    "Browsers offer cryptography only over https, on localhost, or in the single file. Everything else works here.",
  ],
} satisfies Vocabulary;

export const otherKindWords = {
  pair: (a: Args<"alg">) => [
    `${a.alg} needs a shared secret; you gave a public or private key`,
    `Whoever verifies ${a.alg} has the signer's secret. If the issuer signs with a private key, alg should be RS, PS, ES or EdDSA: then this token is someone else's, or its header was changed.`,
  ],
  secret: (a: Args<"alg" | "needed">) => [
    `${a.alg} needs a public key; you gave a shared secret`,
    `It takes ${a.needed}: the issuer's public key or JWK Set. A secret verifies only HS256, HS384 and HS512; a verifier set up with one is set up for another algorithm.`,
  ],
} satisfies Vocabulary;

export const cannotSignWords = {
  "no-secret": (a: Args<"alg">) => [
    "Not re-signed: no secret",
    `The old signature is kept. Enter the secret to sign the changed content with ${a.alg}.`,
  ],
  "no-private-key": (a: Args<"alg" | "needed">) => [
    "Not re-signed: no private key",
    `The old signature is kept. ${a.alg} signs with the private half of ${a.needed}. Enter it, or generate a pair.`,
  ],
  encrypted: (a: Args<"alg">) => [
    "Not re-encrypted: a key is missing or does not fit",
    `The old ciphertext is kept, without your edits. ${a.alg} encrypts with the secret, with Public key, or with the public half of Private key.`,
  ],
  "encrypted-parameter": (a: Args<"part">) => [
    `Not encrypted: the ${a.part} of the header cannot be used`,
    "Ignoring it would give a different key from the one the header describes. Correct or remove it.",
  ],
  "not-yet": (a: Args<"alg">) => [
    "Not encrypted yet: enter the recipient's public key",
    `${a.alg} encrypts for whoever has the private half. Paste the recipient's public key, or generate a pair.`,
  ],
  "not-yet-secret": (a: Args<"alg">) => [
    "Not encrypted yet: enter the shared key",
    `${a.alg} encrypts with a key that sender and recipient share. Paste it into Secret, or generate one.`,
  ],
  "not-yet-password": (a: Args<"alg">) => [
    "Not encrypted yet: enter the password",
    `${a.alg} derives the key from a password. Type it into Secret, or generate one.`,
  ],
  "not-made": (a: Args<"alg">) => [
    "Not encrypted yet: this key does not work",
    `${a.alg} needs another one. Until then there is no token to copy.`,
  ],
  "encrypted-rsa1_5": [
    "Not re-encrypted: this page does not encrypt with RSA1_5",
    "The old ciphertext is kept. Set alg to RSA-OAEP-256: no new token should use RSA1_5.",
  ],
  key: (a: Args<"alg">) => [
    "Not re-signed: the content could not be signed",
    `The signing key or alg does not allow it: ${a.alg}.`,
  ],
} satisfies Vocabulary;
