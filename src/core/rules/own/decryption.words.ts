import { type Args, type Vocabulary } from "../support/words.ts";

/** The key that was tried has a different name from the one in the token. */
function named(a: Args<never, "wanted" | "tried">): string {
  return a.wanted && a.tried ? ` The token names the key ${a.wanted}; the one tried is ${a.tried}.` : "";
}

export const decryptionWords = {
  public: [
    "Decrypted: unchanged since encryption, but anyone could have made it",
    "Whoever has the public key can encrypt. That it decrypts says nothing about who sent it; a signature on the token inside, or a separate one, would.",
  ],
  shared: [
    "Decrypted: only a holder of the shared key could have made it",
    "It has not changed since it was encrypted. Anyone with the key could have made it, recipients included.",
  ],
  password: [
    "Decrypted: only someone who knows the password could have made it",
    "It has not changed since it was encrypted. Anyone who knows the password could have made it, and anyone who gets the token can guess passwords without limit.",
  ],
  "rsa1_5-opened": [
    "RSA1_5 was opened at your request",
    "This page did it, since the browser does not. A service that decrypts such tokens can leak its key to anyone who sends it many (Bleichenbacher; RFC 8725 section 3.2).",
  ],
  "zip-bomb": (a: Args<"limit">) => [
    `The content decompresses to more than ${a.limit}`,
    "Decompression stopped there. A token that expands so much is made to exhaust a service's memory (RFC 8725 section 3.6).",
  ],
  "secret-length": (a: Args<"actual" | "needed" | "alg", "encoding" | "refuted">) => [
    `The secret has ${a.actual} bytes; ${a.alg} needs exactly ${a.needed}`,
    a.encoding
      ? `Read as ${a.encoding} it has ${a.needed}.${Number(a.refuted ?? 0) > 0 ? " It does not decrypt that way either." : ""}`
      : "An encryption key has exactly the length that the algorithm requires. This text may be in another encoding, or a password, which only PBES2 accepts.",
    `Read it as ${a.encoding ?? ""}`,
  ],
  "other-modulus": (a: Args<"actual" | "expected">) => [
    "It was encrypted for another RSA key",
    `The encrypted key has ${a.actual} bytes, so it was made for a modulus of ${Number(a.actual) * 8} bits; this key's has ${Number(a.expected) * 8}.`,
  ],
  "other-private-key": (a: Args<"alg", "wanted" | "tried">) => [
    "This private key does not open the encrypted key",
    `Either it is the wrong key, or the encrypted key or its parameters in the header were changed: ${a.alg} cannot tell which.${named(a)}`,
  ],
  "other-shared-key": (a: Args<"alg">) => [
    "This shared key does not open the encrypted key",
    `Either it is the wrong key or in another encoding, or the encrypted key was changed: ${a.alg} cannot tell which.`,
  ],
  "other-password": (a: Args<"alg">) => [
    "This password does not open the encrypted key",
    `Either it is the wrong password (it is taken exactly as typed), or the salt, the count or the encrypted key was changed: ${a.alg} cannot tell which.`,
  ],
  "header-edited": [
    "The header was changed after the content was encrypted",
    "The tag binds every byte of the header to the content. A recipient sees the same: the token no longer decrypts.",
    "Re-encrypt",
  ],
  "kept-content": [
    "The token does not contain your edits",
    "Its ciphertext is kept, so it still has the original content. Re-encrypt puts yours in.",
    "Re-encrypt",
  ],
  "changed-but-reads": [
    "The key is right; the header, the tag or part of the ciphertext was changed",
    "With this key the content is still readable, but the tag does not match. The tag covers the header too: another kid, typ or order of members is enough. Content that fails its tag is not shown.",
  ],
  changed: [
    "The key is right; the ciphertext or the IV was changed",
    "The key decrypts the encrypted key, but the content decrypts to nothing readable. The parts may come from two tokens, or were damaged on the way.",
  ],
  "key-or-content": (a: Args<"alg", "wanted" | "tried">) => [
    "The tag does not match with this key",
    `With ${a.alg}, a wrong key and a changed token look the same. Usually the key is wrong.${named(a)}`,
  ],
  "other-enc": (a: Args<"actual" | "needed" | "enc">) => [
    `The content encryption key has ${a.actual} bytes; ${a.enc} needs ${a.needed}`,
    "Your key is right: it decrypts the encrypted key. enc was changed after the token was made, or the sender mixed them up.",
  ],
  padding: [
    "The tag matches, but the padding of the content is wrong",
    "The sender has the right key but padded the content wrongly (RFC 7518 section 5.2.2.2).",
  ],
  zip: [
    "The tag matches, but the content is not DEFLATE",
    "The header says zip, but the content is not compressed that way (RFC 7516 section 4.1.3): zlib and gzip are other formats.",
  ],
  "small-order": [
    "epk is a point of small order",
    "No sender makes such a key: the agreed secret is the same for every recipient (RFC 7748 section 6).",
  ],
} satisfies Vocabulary;
