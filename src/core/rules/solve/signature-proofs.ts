import { plural } from "../support/words.ts";
import {
  type ByRule,
  eachRow,
  found,
  type FoundEntry,
  made,
  type Proof,
  type Proofs,
  said,
  type Said,
} from "./proof.ts";

/** A correct signature in another encoding, or over other characters: the title, who writes it that way, and the text of the button. */
type Written = readonly [title: Said, more: Said, fix: string];

const WRITTEN: ByRule<Written> = {
  "KEY-19": {
    der: [
      "The signature is in ASN.1 (DER)",
      (a) =>
        `OpenSSL, Java and many key services return it this way; ${a.alg} needs R and S side by side (RFC 7518 section 3.4).`,
      "Write it as R and S",
    ],
  },
  "KEY-20": {
    unpadded: [
      "R or S of the signature lacks its leading zeros",
      "Each is as long as the curve's field (RFC 7518 section 3.4); about one signature in 128 shows the mistake.",
      "Put the zeros back",
    ],
  },
  "signature-spelling": {
    reversed: [
      "The signature's bytes are reversed",
      "CryptSignHash of the older Windows cryptography API writes the least significant byte first.",
      "Reverse them",
    ],
    "swapped-halves": ["S comes before R in the signature", "R comes first (RFC 7518 section 3.4).", "Put R first"],
    "rsa-length": [
      "The RSA signature is not as long as its modulus",
      "Dropping leading zeros, or adding one as Java's BigInteger does, changes the length of one signature in 256 (RFC 8017 section 8.2.1).",
      "Give it the right length",
    ],
    misread: [
      (a) => `${plural(a.count ?? 1, "character")} of the token ${a.count === 1 ? "was" : "were"} misread`,
      (a) =>
        `Character ${a.at} is ${a.meant}, and reads ${a.read} here. Text recognition and people confuse 0 and O, 1, l and I, 5 and S, 8 and B, 2 and Z: copy a token as text, not from a picture.`,
      "Write what was signed",
    ],
    attached: [
      "The signature includes the message",
      "NaCl's crypto_sign returns both together; JWS needs only the signature: use the detached function.",
      "Keep only the signature",
    ],
    "signature-hex": [
      "The signature is the text of a hex digest",
      "Encode the bytes as base64url, not their hex digits (RFC 7515 section 5.1).",
      "Write its bytes",
    ],
    "signature-base64": [
      "The signature is encoded twice",
      "Encode the bytes as base64url, not their Base64 text (RFC 7515 section 5.1).",
      "Write its bytes",
    ],
  },
  "HDR-09": {
    "hashed-nonce": [
      "A genuine Microsoft Graph token, sent with a different nonce from the signed one",
      "Only Graph is meant to verify it. Request a token for your own API's scope instead.",
      "Show it as it was signed",
    ],
  },
  "DBG-02": {
    minified: [
      "The JSON was reformatted after signing",
      "A signature covers every byte. Verify the token as received, and never rebuild it.",
      "Put back what was signed",
    ],
  },
};

/** A signature that the right key made in a way other than JWS: the title, who makes such signatures, and what the signer has to do. */
type MadeOtherwise = readonly [title: Said, who: Said, right: Said];

const MADE_OTHERWISE: ByRule<MadeOtherwise> = {
  "signed-content": {
    "padded-segments": [
      "It was signed over padded segments",
      "The padding was removed after signing, or added before it, as base64.urlsafe_b64encode does.",
      "it hashes the segments as they are sent, which have no padding (RFC 7515 section 2).",
    ],
    "decoded-segments": [
      "It was signed over the JSON itself",
      "A hand-written signer used the texts before encoding them.",
      "what is signed is the encoded segments (RFC 7515 section 5.1).",
    ],
    "line-end": [
      "A line end was signed too",
      "echo without -n, a here-document or a file's last line adds one before openssl dgst.",
      "it hashes header.payload and nothing else. Use printf '%s'.",
    ],
    "dot-at-end": [
      "The dot before the signature was signed too",
      "A hand-written signer added the dot too early.",
      "what is signed ends with the payload (RFC 7515 section 5.1).",
    ],
    "no-dot": [
      "The dot between header and payload was not signed",
      "A hand-written signer joined the segments after signing.",
      "the dot is part of what is signed (RFC 7515 section 5.1).",
    ],
    "payload-alone": [
      "Only the payload was signed",
      "A signer that is given only the claims does this.",
      "the header must be covered too, or anyone could change its alg (RFC 7515 section 5.1).",
    ],
    "header-alone": [
      "Only the header was signed",
      "Anyone can put another payload under it.",
      "the payload must be covered (RFC 7515 section 5.1).",
    ],
    "swapped-segments": [
      "Payload and header were signed in reverse order",
      "A hand-written signer swapped them.",
      "what is signed is header.payload (RFC 7515 section 5.1).",
    ],
    "quoted-input": [
      "Quotes were signed too",
      "The segments went through JSON.stringify or a shell before they were signed.",
      "it hashes header.payload and nothing else.",
    ],
    "utf-16-input": [
      "The segments were signed in UTF-16",
      "Encoding.Unicode in .NET and nvarchar in databases use two bytes for each character.",
      "what is signed is ASCII, one byte for each (RFC 7515 section 5.1).",
    ],
    "encoded-input": [
      "The segments were encoded once more before signing",
      "The signer encodes its input, which was already encoded.",
      "what is signed is header.payload itself (RFC 7515 section 5.1).",
    ],
  },
  "DBG-02": {
    "standard-base64": [
      "Standard Base64 was signed, and converted to base64url afterwards",
      "btoa, base64_encode and Base64.getEncoder write + and /, = and line breaks, which were replaced after signing.",
      "what is signed is the text of the segments as they are sent (RFC 7515 section 5.1): encode as base64url first, then sign.",
    ],
  },
  signature: {
    "hashed-twice": [
      "The digest was hashed a second time before it was signed",
      "The signer hashed the content and passed the digest, or its hex text, to a function that hashes too: AWS KMS with MessageType RAW, Node's sign, openssl dgst.",
      (a) => `pass ${a.alg} the content, or use a function that takes a digest.`,
    ],
    swapped: [
      "The key and message of the HMAC are swapped",
      "HmacSHA256 of CryptoJS and computeHmacSha256Signature of Apps Script take the message first and the key second.",
      "the secret is the HMAC's key, the signing input its message (RFC 7518 section 3.2).",
    ],
    "plain-hash": [
      (a) => `The signature is a plain ${a.hash}, not an HMAC`,
      (a) => `What was hashed is ${a.form}.`,
      "such a hash can be extended without the secret, or is not a MAC at all; use HMAC (RFC 2104).",
    ],
    truncated: [
      (a) => `The signature is the first ${a.length} bytes of an HMAC with ${a.hash}`,
      "A column, a log or a function limited to that many bytes cut it off.",
      "JWS needs the whole MAC (RFC 7518 section 3.2).",
    ],
    "sha-1": [
      (a) => `It is signed with SHA-1; alg says ${a.alg}`,
      "PHP's openssl_sign and other functions default to SHA-1.",
      (a) => `${a.alg} uses another hash (RFC 7518 section 3.1), and SHA-1 is broken. Set the hash where it is signed.`,
    ],
    hash: [
      (a) => `It is signed with ${a.hash}; alg says ${a.alg}`,
      (a) =>
        a.hash === "Keccak-256"
          ? "Ethereum libraries use this hash."
          : "The signing function was given another hash, or none.",
      (a) => `${a.alg} has its own (RFC 7518 section 3.1). Set the hash where it is signed.`,
    ],
    "bare-digest": [
      "The digest was signed without its hash identifier",
      (a) =>
        `The PKCS #1 padding holds the bare digest${a.form === "hex" ? " in hex" : ""}, as with openssl rsautl and pkeyutl, Node's privateEncrypt and Go's SignPKCS1v15 with hash 0.`,
      (a) =>
        `${a.alg} needs a DigestInfo there (RFC 8017 section 9.2). Give the signer the message, not the digest, or have it build the DigestInfo.`,
    ],
    "no-padding": [
      "The digest was signed without padding",
      "RSA was used without padding (RSA/ECB/NoPadding, RSA_NO_PADDING).",
      (a) => `${a.alg} needs PKCS #1 padding (RFC 8017 section 9.2), and such signatures can be forged.`,
    ],
    "digest-info": [
      "The signature's DigestInfo lacks its NULL",
      "Encoders on embedded devices leave it out.",
      "signatures must have it (RFC 8017 appendix A.2.4); lenient verifiers accept both.",
    ],
    "not-hashed": [
      "The content was signed without hashing it",
      "A function that expects a digest was given the content: Java's NONEwithECDSA, and curve libraries that leave hashing to you.",
      (a) => `${a.alg} signs the digest (RFC 7518 section 3.4); this way only the content's first bytes are covered.`,
    ],
    "ethereum-message": [
      "It is signed as an Ethereum message",
      "Wallets and signMessage prefix \\x19Ethereum Signed Message and hash with Keccak-256 (EIP-191).",
      (a) => `${a.alg} is SHA-256 over header.payload only (RFC 8812 section 3.2).`,
    ],
    prehashed: [
      "It is signed with Ed25519ph",
      "Libraries offer it for large messages.",
      "JWS uses Ed25519 without prehashing (RFC 8037 section 3.1).",
    ],
  },
  "KEY-18": {
    mgf1: [
      (a) => `The PSS signature's mask uses ${a.mask}`,
      (a) => `MGF1 was left at ${a.mask}: Java, .NET and key stores default to SHA-1 for it.`,
      (a) => `The mask must use the hash of ${a.alg} (RFC 7518 section 3.5). Set the MGF1 hash where it is signed.`,
    ],
  },
};

/** Rows with words of their own. */
const OWN_WORDS = {
  published: {
    rule: "SEC-12",
    words: (a) => [
      `${a.act === "decrypt" ? "Encrypted" : "Signed"} with a published secret${a.field ? ", and not with this one" : ""}`,
      `The secret is in ${a.source}, so anyone could have ${a.act === "decrypt" ? "made and read" : "signed"} this. Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`,
      "Use that secret",
    ],
  },
  empty: {
    rule: "SEC-13",
    words: (a) => [
      "Signed with an empty secret",
      `Anyone could have signed this. The variable that the signer's secret comes from may not have been set: set it, and have the signer reject an empty one. Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`,
      "Show that it verifies",
    ],
  },
  "public-key": {
    rule: "SEC-11",
    words: (a) => [
      "This is the key confusion attack: a public key as HMAC secret",
      `The signature is an HMAC whose secret is ${a.form}. Everyone has that key, so anyone can make such a token; a verifier that lets the header choose between ${a.was} and its own algorithm accepts it (RFC 8725 section 2.1). Found by trying ${plural(a.tried, "reading")}.`,
      "Show that it verifies",
    ],
  },
  salt: {
    rule: "KEY-18",
    words: (a) => [
      `The PSS salt has ${a.salt} bytes`,
      `The key and the padding are right, but the salt must be as long as the hash (RFC 7518 section 3.5). Set the salt length where ${a.alg} is signed.`,
      "Use that key",
    ],
  },
  "other-key": {
    rule: "KEY-09",
    words: (a) => [
      `Another key verifies it: ${a.kid || a.key}`,
      `${a.wanted ? `The header's kid is ${a.wanted}. ` : ""}The key that verifies is the ${a.key} of ${a.field}${a.kid ? `, kid ${a.kid}` : ""}. A verifier that takes the first key of a set, or the one that the kid names, refuses the token.`,
      "Use that key",
    ],
  },
  "x5c-key": {
    rule: "KEY-24",
    words: (a) => [
      "The key and its x5c differ: the certificate's key verifies",
      `n and e, or x and y, belong to a different key from the first certificate in x5c, the ${a.key} that signed. They must be the same (RFC 7517 section 4.7); libraries that read x5c accept the token, and those that read the members refuse it.`,
      "Judge with the certificate's key",
    ],
  },
  header: {
    rule: "signed-content",
    words: (a) => [
      "The header was changed after signing",
      `The signature is that of the header ${a.header}. Such a change may be an attack on verifiers that trust the header, or an edit in a tool.`,
      "Show it as it was signed",
    ],
  },
  "no-secret": {
    rule: "signature",
    words: (a) => [
      `The signature is a plain ${a.hash} of the token, with no secret in it`,
      `Anyone can make it. The signer hashes header.payload without its key: use HMAC with the secret (RFC 7518 section 3.2). A verifier must refuse the token. Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`,
    ],
  },
  "hmac-hash": {
    rule: "signature",
    words: (a) => [
      `It is an HMAC with ${a.hash}; alg says ${a.was}`,
      `The secret is right${a.also ? `, ${a.also}` : ""}, the hash is not: the MAC matches with ${a.hash}, which ${a.was} does not use (RFC 7518 section 3.2). A verifier must refuse the token. Set the right hash where it is signed. Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`,
    ],
  },
  recovery: {
    rule: "KEY-20",
    words: (a) => [
      "A recovery byte is appended to R and S",
      `R and S are right, and the signature verifies without it. Ethereum libraries add it so that the public key can be recovered; ${a.alg} has only R and S (RFC 7518 section 3.4, RFC 8812 section 3.2).`,
      "Remove the recovery byte",
    ],
  },
} satisfies Proofs;

/**
 * The words for signatures by something that is not a secret, or with an unexpected key, algorithm, encoding or
 * content; by a discovery's first step.
 */
export const SIGNATURE_PROOFS: ReadonlyMap<string, Proof> = new Map<string, Proof>([
  ...Object.entries(OWN_WORDS),
  ...eachRow(WRITTEN, (rule, step, [title, more, fix]): [string, Proof] => [
    step,
    { rule, words: (a) => [said(title, a), found(a, step, said(more, a)), fix] },
  ]),
  ...eachRow(MADE_OTHERWISE, (rule, step, [title, who, right]): [string, Proof] => [
    step,
    { rule, words: (a) => [said(title, a), made(a, step, said(who, a), said(right, a))] },
  ]),
]);

/** Another algorithm means another hash, another padding, or another kind of key. */
export const OTHER_ALGORITHM = {
  "SEC-08": (a) => [
    `It is signed with ${a.alg}; the header says ${a.was}`,
    `The secret is right${a.also ? `, ${a.also}` : ""}, the hash is not the header's. Sign with the alg that the header names, and never edit a header after signing.`,
    "Use that secret",
  ],
  "KEY-18": (a) => [
    `It is signed with ${a.alg}; the header says ${a.was}`,
    `${
      String(a.alg).startsWith(String(a.was).slice(0, 2))
        ? "The key and the padding are right, the hash is not the header's."
        : "The key is right, the padding is not the header's: RS is PKCS#1 v1.5, PS is PSS (RFC 7518 sections 3.3 and 3.5)."
    } Sign with the alg that the header names. Found by trying ${plural(a.tried, "reading")}.`,
    "Use that key",
  ],
  "HDR-12": (a) => [
    `It is signed with ${a.alg}; the header says ${a.was}`,
    `The header was changed, or the issuer switched to another kind of key. A verifier binds each key to one algorithm (RFC 8725 section 3.1). Found by trying ${plural(a.tried, "reading")}.`,
    "Use that secret",
  ],
} satisfies Readonly<Record<string, FoundEntry>>;
