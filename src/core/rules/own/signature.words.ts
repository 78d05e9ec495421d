import { plural, type Args, type Vocabulary } from "../support/words.ts";

/** Continues a sentence with the other algorithms that make signatures of this length. */
function orSigned(a: Args<"actual", "other">): string {
  const other = a.other;
  if (!other) return "";
  return `, or signed with another algorithm: ${other} ${/ and /.test(String(other)) ? "make" : "makes"} ${a.actual}`;
}

export const invalidSignatureWords = {
  hmac: (a: Args<"alg">) => [
    "The signature does not match this secret",
    `Either the secret or its encoding is wrong (${a.alg} takes bytes: text, Base64 and hex differ), or the header or payload changed after signing.`,
  ],
  mismatch: (a: Args<"alg">) => [
    "The signature does not match this key",
    `Either the key is wrong (another environment, or rotated since), or the header or payload changed after ${a.alg} signed them.`,
  ],
  set: (a: Args<"tried" | "alg">) => [
    "The signature matches no key in the set",
    `${plural(a.tried, "key")} could have made it with ${a.alg}, but none did. The set may belong to another issuer or predate the token, or the header or payload changed after signing.`,
  ],
  kept: [
    "The old signature is kept over changed content",
    "This is how a verifier sees a token that was tampered with: any change makes the signature invalid, which is its purpose.",
    "Re-sign",
  ],
  none: [
    "There is a signature where none is allowed",
    "alg is none, so the last segment must be empty (RFC 7518 section 3.6). Verifiers refuse the token.",
  ],
} satisfies Vocabulary;

export const signatureLengthWords = {
  short: (a: Args<"actual" | "alg" | "expected", "other">) => [
    `The signature has ${a.actual} bytes; ${a.alg} makes ${a.expected}`,
    `The token may be truncated${orSigned(a)}. It cannot verify.`,
  ],
  long: (a: Args<"actual" | "alg" | "expected", "other">) => [
    `The signature has ${a.actual} bytes; ${a.alg} makes ${a.expected}`,
    `${a.other ? `${a.other} ${/ and /.test(String(a.other)) ? "make" : "makes"} ${a.actual}: alg may have changed after signing.` : "Something was appended to it, or alg changed after signing."} It cannot verify.`,
  ],
  modulus: (a: Args<"actual" | "expected" | "alg", "other">) => [
    `The signature has ${a.actual} bytes; this RSA key makes ${a.expected}`,
    `${a.alg} signatures are as long as the key's modulus. ${Number(a.actual) > Number(a.expected) ? "Something was appended" : "The token was cut off"}, or it belongs to another key${orSigned(a)}.`,
  ],
  rsa: (a: Args<"actual" | "alg", "other">) => [
    `The signature has ${a.actual} bytes, which no RSA key produces`,
    `${a.alg} signatures are as long as the key's modulus: 256 bytes for 2,048 bits. The token may be truncated${orSigned(a)}.`,
  ],
  unusual: (a: Args<"actual" | "alg" | "bits">) => [
    `The signature has ${a.actual} bytes, an unlikely length for RSA`,
    `${a.alg} signatures are as long as the key's modulus: this one would have ${a.bits} bits. The token may be truncated, or something was appended.`,
  ],
} satisfies Vocabulary;

export const impossibleSignatureWords = {
  same: (a: Args<"byte" | "alg">) => [
    `Every byte of the signature is ${a.byte}`,
    `No signer makes such a signature with ${a.alg}. It is a placeholder, or a probe for verifiers that do not check.`,
  ],
} satisfies Vocabulary;

export const degenerateSignatureWords = {
  "small-order-r": (a: Args<"curve">) => [
    "R of the signature is a point of small order",
    `No signer makes such an ${a.curve} signature. With a public key of small order it fits any content, and verifiers that check neither accept it; this page refuses it.`,
  ],
  "s-range": (a: Args<"curve">) => [
    "S of the signature is not below the group's order",
    `No signer makes such an ${a.curve} signature (RFC 8032 section 5.1.7). Verifiers that reduce S accept one signature in two encodings: the second one gets past lists of revoked or used tokens.`,
  ],
} satisfies Vocabulary;

export const derSignatureWords = {
  der: (a: Args<"alg" | "expected" | "actual">) => [
    "The signature is in ASN.1 (DER)",
    `OpenSSL, Java and many key services return ECDSA signatures this way. ${a.alg} needs R and S side by side, ${a.expected} bytes (RFC 7518 section 3.4); this one has ${a.actual}.`,
  ],
} satisfies Vocabulary;

export const ecdsaLengthWords = {
  length: (a: Args<"actual" | "alg" | "expected" | "half">) => [
    `The signature has ${a.actual} bytes; ${a.alg} makes ${a.expected}`,
    `R and S have ${a.half} bytes each, leading zeros included (RFC 7518 section 3.4). ${Number(a.actual) > Number(a.expected) ? "The signer may have added a leading zero, as ASN.1 integers do." : "If one is short, the signer dropped leading zeros."}`,
  ],
  zero: [
    "R or S of the signature is zero",
    "No signer makes such a signature. Verifiers that did not check, Java 15 to 18 among them, accepted it for any content and any key (CVE-2022-21449).",
  ],
  order: (a: Args<"alg">) => [
    "R or S of the signature is not below the group's order",
    `No signer makes such a signature: both are between 1 and the order of the curve minus 1 (FIPS 186-5 section 6.4.2). Verifiers that reduce them accept one ${a.alg} signature in several encodings, and read the order itself as zero (CVE-2022-21449).`,
  ],
} satisfies Vocabulary;

export const judgedByOwnKeyWords = {
  own: [
    "Verified with the key in the token itself",
    "It shows that content and key belong together, but not who signed: anyone can make both.",
  ],
} satisfies Vocabulary;
