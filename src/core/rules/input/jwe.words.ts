import { type Args, type Vocabulary } from "../support/words.ts";

/** A count as the header has it, its digits in groups of three where it is a plain integer. */
function grouped(count: string | number | undefined): string {
  return /^\d{1,30}$/.test(String(count)) ? BigInt(String(count)).toLocaleString("en") : String(count);
}

export const encryptedWords = {
  jwe: (a: Args<"alg" | "enc">) => [
    "This token is encrypted",
    `A JWE with ${a.alg} and ${a.enc}: only the header is readable without the recipient's key.${a.alg === "dir" && a.enc === "A256GCM" ? " If you expected to read it: Auth0 issues such a token when no audience was requested." : ""}`,
  ],
} satisfies Vocabulary;

export const jwePracticeWords = {
  rsa1_5: [
    "RSA1_5 encrypts the key with old padding",
    "Recipients that answer differently to bad padding leak the key bit by bit (Bleichenbacher). Use RSA-OAEP-256 (RFC 8725 section 3.2); many libraries refuse RSA1_5, and this page decrypts it only if you ask.",
    "Open RSA1_5 anyway",
  ],
  leftover: (a: Args<"names" | "alg" | "owner">) => [
    `${a.names} in the header: ${a.alg} has no use for ${/,/.test(String(a.names)) ? "them" : "it"}`,
    `${/,/.test(String(a.names)) ? "They belong" : "It belongs"} to ${a.owner} (RFC 7518 section 4), so alg may have been changed without the rest. Readers ignore what their algorithm does not use, and some refuse the token.`,
    `Remove ${a.names}`,
  ],
  zip: [
    "The content is compressed before it is encrypted",
    "The length of the ciphertext then leaks information about the content, and a small token can decompress to huge content. Leave zip out (RFC 8725 section 3.6); readers limit what they decompress.",
  ],
} satisfies Vocabulary;

export const jweShapeWords = {
  missing: (a: Args<"name">) => [
    `The JWE header has no ${a.name}`,
    "Both alg and enc must be there (RFC 7516 section 4.1).",
  ],
  type: (a: Args<"name">) => [`${a.name} is not a string`, "It must name an algorithm (RFC 7516 section 4.1)."],
  alg: (a: Args<"value">) => [
    `${a.value} is not a key management algorithm`,
    "RFC 7518 section 4.1 lists them; five segments make an encrypted token. With three it would be a signed one.",
  ],
  enc: (a: Args<"value">) => [
    `${a.value} is not a content encryption algorithm`,
    "RFC 7518 section 5.1 lists them: A128GCM, A128CBC-HS256 and so on.",
  ],
  zip: ["zip is not DEF", "The only registered compression is DEF (RFC 7516 section 4.1.3)."],
  length: (a: Args<"segment" | "actual" | "expected">) => [
    `The ${a.segment} has ${a.actual} bytes, not ${a.expected}`,
    "alg and enc determine its length (RFC 7518 sections 4 and 5). No key can decrypt this token.",
  ],
  block: (a: Args<"actual" | "block">) => [
    `The ciphertext has ${a.actual} bytes`,
    `AES-CBC produces complete blocks of ${a.block} bytes, at least one. Some bytes are missing.`,
  ],
  "no-key": ["The encrypted key is empty", "Only dir and ECDH-ES leave it empty (RFC 7516 section 5.1)."],
  segments: (a: Args<"count" | "alg">) => [
    `An encrypted token has five segments, this one ${a.count}`,
    `The header has alg ${a.alg} and enc. Copy the complete token.`,
  ],
  "empty-header": ["The header is empty", "The token starts with a dot, so nothing says how it was encrypted."],
  "epk-missing": [
    "epk is not a key",
    "ECDH-ES needs the sender's ephemeral public key there, as a JWK object (RFC 7518 section 4.6.1.1).",
    "Re-encrypt",
  ],
  "epk-type": [
    "epk is not a key for ECDH",
    "Its kty must be EC or OKP (RFC 7518 section 4.6.1.1, RFC 8037 section 3.2).",
  ],
  "epk-curve": [
    "epk is not on a curve for ECDH",
    "P-256, P-384 and P-521 are for EC keys, X25519 and X448 for OKP keys.",
  ],
  "epk-coordinate": [
    "epk has a coordinate of the wrong length",
    "Each is base64url and as long as the curve's field (RFC 7518 section 6.2.1.2).",
  ],
  "epk-off-curve": [
    "epk is not on its curve",
    "No honest sender makes such a point. Recipients that do not check leak bits of their private key (RFC 8725 section 3.4).",
  ],
  "epk-private": [
    "epk carries a private key",
    "The sender's ephemeral key must be public only: with the private part, anyone can decrypt the content.",
  ],
  p2c: ["p2c is not an iteration count", "It must be a positive integer (RFC 7518 section 4.8.1.2).", "Re-encrypt"],
  "p2c-high": (a: Args<"count">) => [
    `p2c asks for ${grouped(a.count)} iterations`,
    "That can keep a server busy for seconds to hours before anything is checked. Verifiers should set a limit (section 3.13 of the draft that revises RFC 8725); this page does up to 1,000,000 without asking. Undo withdraws the request.",
    "Derive the key anyway",
  ],
  "p2c-low": (a: Args<"count">) => [
    `p2c asks for only ${a.count} iterations`,
    "RFC 7518 section 4.8.1.2 recommends at least 1,000; the password is quickly guessed.",
  ],
  party: (a: Args<"name">) => [
    `${a.name} is not base64url`,
    "It names a party of the key agreement (RFC 7518 section 4.6.1), and the key is derived from it.",
  ],
  wrap: (a: Args<"name" | "expected">) => [
    `${a.name} in the header is not ${a.expected} bytes of base64url`,
    "AES GCM key wrapping has its own IV and tag there (RFC 7518 section 4.7.1).",
    "Re-encrypt",
  ],
  p2s: [
    "p2s is not a usable salt",
    "It must be base64url of 8 bytes or more (RFC 7518 section 4.8.1.1).",
    "Re-encrypt",
  ],
} satisfies Vocabulary;
