import { type Args, type Vocabulary } from "../support/words.ts";

/** The key that was tried is called otherwise than the one that the token names. */
function named(a: Args<never, "wanted" | "tried">): string {
  return a.wanted && a.tried ? ` The token names the key ${a.wanted}; the one tried is ${a.tried}.` : "";
}

export const decryptionWords = {
  public: [
    "Decrypted: it was not changed since, and anyone could have made it",
    "Whoever has the public key can encrypt. That it decrypts says nothing about who sent it; a signature on the token inside, or beside it, would.",
  ],
  shared: [
    "Decrypted: only a holder of the shared key could have made it",
    "It was not changed since it was encrypted. Everyone who has the key could have made it, the recipients included.",
  ],
  password: [
    "Decrypted: only someone who knows the password could have made it",
    "It was not changed since it was encrypted. Everyone who knows the password could have made it, and who gets the token can guess at the password without end.",
  ],
  "rsa1_5-opened": [
    "RSA1_5 was opened at your request",
    "This page did it, since the browser does not. A service that opens such tokens gives its key away to those who can send it many (Bleichenbacher; RFC 8725 section 3.2).",
  ],
  "zip-bomb": (a: Args<"limit">) => [
    `The content unpacks to more than ${a.limit}`,
    "Unpacking stopped there. A token that grows so much is made to fill a service's memory (RFC 8725 section 3.6).",
  ],
  "secret-length": (a: Args<"actual" | "needed" | "alg", "encoding">) => [
    `The secret has ${a.actual} bytes; ${a.alg} needs exactly ${a.needed}`,
    a.encoding
      ? `Read as ${a.encoding} it has ${a.needed}.`
      : "A key for encryption is as long as the algorithm says, not longer. It may be in another encoding, or be a password, which only PBES2 takes.",
    `Read it as ${a.encoding ?? ""}`,
  ],
  "other-modulus": (a: Args<"actual" | "expected">) => [
    "It was encrypted for another RSA key",
    `The encrypted key has ${a.actual} bytes, as for a modulus of ${Number(a.actual) * 8} bits; this key has ${Number(a.expected) * 8}.`,
  ],
  "other-private-key": (a: Args<"alg", "wanted" | "tried">) => [
    "This private key does not open the encrypted key",
    `${a.alg} shows that it is another key, or that the encrypted key or its parameters in the header were changed; which of both cannot be told.${named(a)}`,
  ],
  "other-shared-key": (a: Args<"alg">) => [
    "This shared key does not open the encrypted key",
    `${a.alg} shows that it is another key or in another encoding, or that the encrypted key was changed; which of both cannot be told.`,
  ],
  "other-password": (a: Args<"alg">) => [
    "This password does not open the encrypted key",
    `${a.alg} shows that it is another password (it is taken exactly as typed), or that the salt, the count or the encrypted key was changed; which of both cannot be told.`,
  ],
  "header-edited": [
    "The header was changed after the content was encrypted",
    "Every byte of the header is bound to the content by the tag. This is how a recipient sees it: the token does not decrypt any more.",
    "Re-encrypt",
  ],
  "kept-content": [
    "The token does not have what you typed",
    "Its ciphertext is kept, so that it still has the content that arrived. Re-encrypt puts yours in.",
    "Re-encrypt",
  ],
  "changed-but-reads": [
    "The key is right; header, tag or some of the ciphertext was changed",
    "With this key the content still reads, yet the tag does not fit. The header is part of what the tag covers: another kid, typ or order of members is enough. What does not fit its tag is not shown.",
  ],
  changed: [
    "The key is right; ciphertext or IV was changed",
    "The key opens, and the content deciphers to nothing that reads. The parts may come from two tokens, or were damaged on the way.",
  ],
  "key-or-content": (a: Args<"alg", "wanted" | "tried">) => [
    "The tag does not fit with this key",
    `With ${a.alg} nothing tells another key from a changed token. Most often the key is another one.${named(a)}`,
  ],
  "other-enc": (a: Args<"actual" | "needed" | "enc">) => [
    `The key inside has ${a.actual} bytes; ${a.enc} needs ${a.needed}`,
    "Your key is right: it opens the encrypted key. enc was changed after the token was made, or its maker mixed them up.",
  ],
  padding: [
    "The tag fits, and the padding of the content does not",
    "Whoever made the token has the key and made it wrong (RFC 7518 section 5.2.2.2).",
  ],
  zip: [
    "The tag fits, and the content is not DEFLATE",
    "The header says zip, and what was encrypted is not compressed so (RFC 7516 section 4.1.3): zlib and gzip are other formats.",
  ],
  "small-order": [
    "epk is a point of small order",
    "No sender makes such a key: what it agrees on is the same for every recipient (RFC 7748 section 6).",
  ],
} satisfies Vocabulary;
