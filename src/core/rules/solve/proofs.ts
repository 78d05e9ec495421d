import type { Discovery, SolveStep } from "../../solve/types.ts";
import { plural, type Args, type Vocabulary, type Words } from "../support/words.ts";
import { stepPhrase } from "./step-phrases.ts";

/** What every discovery tells, and what some tell beside. `was` is the header's algorithm, `wanted` its kid. */
export type FoundArgs = Args<
  "tried" | "ms" | "also" | "field",
  "alg" | "was" | "encoding" | "kid" | "wanted" | "key" | "form" | "source" | "salt" | "header" | "bytes"
>;

/** Rules that say something only where trying found it, with the clause that makes it a fact. */
export const FOUND_ONLY = {
  "SEC-06": "RFC 2104 section 2: every octet of the key counts",
  "SEC-07": "RFC 2104 section 2: every octet of the key counts",
  "SEC-08": "RFC 7518 section 3.2",
  "SEC-10": "RFC 2104 section 2, Unicode Standard Annex 15",
  "SEC-17": "Kubernetes API reference, Secret: data is Base64",
  "KEY-18": "RFC 7518 sections 3.3 and 3.5",
  "KEY-09": "RFC 7515 section 4.1.4, RFC 7517 section 4.5",
  "HDR-12": "RFC 8725 section 3.1",
  "signature-spelling": "RFC 7515 section 5.1 steps 5 and 6",
  "signed-content": "RFC 7515 section 5.1 step 5",
  "DBG-02": "RFC 7515 section 5.1 step 5",
} as const;

/** Rules that guess by looks: where trying has found the cause, guesses are noise. */
const GUESSING = [
  "SEC-01",
  "SEC-02",
  "SEC-03",
  "SEC-04",
  "SEC-05",
  "SEC-16",
  "KEY-19",
  "KEY-20",
  "signature",
  "signature-length",
] as const;

/** Rules that say what is found and go on saying what they say. */
const ALSO_FOUND = ["SEC-11", "SEC-12", "SEC-13", "HDR-09", "KEY-24"] as const;

export const GUESSES: ReadonlySet<string> = new Set(GUESSING);
export const BESIDE: ReadonlySet<string> = new Set(ALSO_FOUND);

/** The rules that speak of what trying found. */
export type FoundRule = keyof typeof FOUND_ONLY | (typeof GUESSING)[number] | (typeof ALSO_FOUND)[number];

type FoundWords = Words | ((a: FoundArgs) => Words);

/** What a step that makes the signature verify proves: the rule that it comes under, and the words. */
interface Proof {
  readonly rule: FoundRule;
  readonly words: FoundWords;
}

/** "It verifies as Base64, without the white space at its ends. Found by trying 14 readings in 3 ms." */
function found(a: FoundArgs, step: SolveStep, more = ""): string {
  const also = a.also ? `, ${a.also}` : "";
  return `It verifies ${stepPhrase(step)}${also}.${more === "" ? "" : ` ${more}`} Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`;
}

function secret(rule: FoundRule, step: SolveStep, title: string, more: string, fix: string): Proof {
  return {
    rule,
    words: (a) => [title, found(a, step, more), a.encoding === "Hex" && step !== "hex" ? `${fix} (in hex)` : fix],
  };
}

const COUNTS = "Each of its bytes counts.";
const ENV = "Settings files, shells and Compose change such characters unless the value is quoted.";
const ENCODING = "One side decodes what the other takes as it stands.";
const CHARACTERS =
  "Signer and verifier turn the same letters into other bytes; UTF-8 in normal form C is what most expect.";
const WITH_IT = "Use it like that";

/** By a discovery's first step. */
const PROOFS: Readonly<Record<Exclude<SolveStep, "algorithm">, Proof>> = {
  trimmed: secret("SEC-04", "trimmed", "White space at an end of the secret is too much", COUNTS, "Take it away"),
  "newline-added": secret(
    "SEC-04",
    "newline-added",
    "The signer's secret ends with a line break",
    "Files and echo without -n add one, and it counts.",
    "Add it",
  ),
  "crlf-added": secret(
    "SEC-04",
    "crlf-added",
    "The signer's secret ends with CRLF",
    "Files saved on Windows do, and it counts.",
    "Add it",
  ),
  "breaks-removed": secret(
    "SEC-04",
    "breaks-removed",
    "White space inside the secret is too much",
    COUNTS,
    "Take it away",
  ),
  unquoted: secret("SEC-05", "unquoted", "The quotes are not part of the secret", ENV, "Take them away"),
  quoted: secret(
    "SEC-05",
    "quoted",
    "The signer's secret has quotes around it",
    "docker --env-file and others keep them.",
    "Add them",
  ),
  unescaped: secret(
    "SEC-07",
    "unescaped",
    "The secret's escapes stand for characters",
    "JSON, YAML and .env files in double quotes replace them.",
    "Replace them",
  ),
  escaped: secret(
    "SEC-07",
    "escaped",
    "The signer's secret has \\n where a line breaks",
    "Two characters there, one here.",
    WITH_IT,
  ),
  "percent-decoded": secret(
    "SEC-07",
    "percent-decoded",
    "The secret is percent-encoded on one side only",
    "It may have come out of a URL.",
    WITH_IT,
  ),
  "backslashes-dropped": secret(
    "SEC-06",
    "backslashes-dropped",
    "Something dropped the secret's backslashes",
    ENV,
    WITH_IT,
  ),
  "cut-at-hash": secret(
    "SEC-06",
    "cut-at-hash",
    "The signer's secret ends at the #",
    "Unquoted, it begins a comment in .env files.",
    "Cut it there",
  ),
  "cut-at-space": secret("SEC-06", "cut-at-space", "The signer's secret ends at the first space", ENV, "Cut it there"),
  "dollar-expanded": secret(
    "SEC-06",
    "dollar-expanded",
    "Something expanded a $ in the secret",
    "A variable of that name was not set, so that nothing took its place; Compose wants $$ for a $.",
    WITH_IT,
  ),
  "dollar-halved": secret("SEC-06", "dollar-halved", "Something turned $$ in the secret into $", ENV, WITH_IT),
  "dollar-doubled": secret("SEC-06", "dollar-doubled", "The signer's secret has $$ for each $", ENV, WITH_IT),
  assignment: secret(
    "SEC-06",
    "assignment",
    "The name in front is not part of the secret",
    "A whole line of a settings file was taken.",
    "Take it away",
  ),
  prefix: secret(
    "SEC-06",
    "prefix",
    "The prefix is not part of the secret",
    "Frameworks write such prefixes to tell the encoding.",
    WITH_IT,
  ),
  "invisible-removed": secret(
    "SEC-10",
    "invisible-removed",
    "The secret holds characters that cannot be seen",
    "Copying from documents and chats adds them.",
    "Take them away",
  ),
  typographic: secret(
    "SEC-10",
    "typographic",
    "The secret's quotes or dashes are typographic",
    "A word processor or chat changed them.",
    "Make them plain",
  ),
  nfc: secret("SEC-10", "nfc", "The signer's secret is in normal form C", CHARACTERS, WITH_IT),
  nfd: secret("SEC-10", "nfd", "The signer's secret is in normal form D", CHARACTERS, WITH_IT),
  nfkc: secret("SEC-10", "nfkc", "The signer's secret is in normal form KC", CHARACTERS, WITH_IT),
  "lower-case": secret("SEC-10", "lower-case", "The signer's secret is in small letters", COUNTS, WITH_IT),
  "upper-case": secret("SEC-10", "upper-case", "The signer's secret is in capitals", COUNTS, WITH_IT),
  bom: secret(
    "SEC-10",
    "bom",
    "The signer's secret begins with a byte order mark",
    "Windows editors put one at the start of a file.",
    WITH_IT,
  ),
  "utf-16le": secret("SEC-10", "utf-16le", "The signer took the secret as UTF-16", CHARACTERS, WITH_IT),
  "utf-16be": secret("SEC-10", "utf-16be", "The signer took the secret as UTF-16", CHARACTERS, WITH_IT),
  "latin-1": secret("SEC-10", "latin-1", "The signer took the secret as Latin-1", CHARACTERS, WITH_IT),
  "sha-256": secret(
    "SEC-10",
    "sha-256",
    "The signer hashed the secret first",
    "It stretches a text to a key of 256 bits so.",
    WITH_IT,
  ),
  "sha-256-hex": secret("SEC-10", "sha-256-hex", "The signer used the hex text of the secret's hash", COUNTS, WITH_IT),
  "nul-ended": secret(
    "SEC-10",
    "nul-ended",
    "The signer's secret ends with a NUL",
    "Programs in C often hash the byte that ends a text.",
    "Add it",
  ),
  jwk: secret(
    "SEC-16",
    "jwk",
    "The secret is a JSON Web Key",
    "The key is its member k (RFC 7518 section 6.4).",
    "Use its k",
  ),
  "utf-8": secret("SEC-02", "utf-8", "The secret is plain text, but decoded", ENCODING, "Read it as UTF-8"),
  "encoded-base64": secret(
    "SEC-02",
    "encoded-base64",
    "The signer used the Base64 text of this secret",
    ENCODING,
    WITH_IT,
  ),
  "encoded-base64url": secret(
    "SEC-02",
    "encoded-base64url",
    "The signer used the base64url text of this secret",
    ENCODING,
    WITH_IT,
  ),
  "encoded-hex": secret("SEC-02", "encoded-hex", "The signer used the hex text of this secret", ENCODING, WITH_IT),
  base64: secret("SEC-01", "base64", "The secret is Base64, but used as text", ENCODING, "Read it as Base64"),
  base64url: secret(
    "SEC-01",
    "base64url",
    "The secret is base64url, but used as text",
    ENCODING,
    "Read it as Base64url",
  ),
  "base64-lenient": secret(
    "SEC-01",
    "base64-lenient",
    "The signer decoded this secret as Base64",
    "It skips what is not in the alphabet, as Node's and PHP's decoders do.",
    WITH_IT,
  ),
  hex: secret("SEC-03", "hex", "The secret is hex, but used as text", ENCODING, "Read it as hex"),
  "base64-twice": secret(
    "SEC-17",
    "base64-twice",
    "The secret is Base64 of what is needed",
    "Kubernetes shows the values of a Secret in Base64, which was copied without decoding it.",
    "Decode it",
  ),
  published: {
    rule: "SEC-12",
    words: (a) => [
      `Signed with a published secret${a.field ? ", and not with this one" : ""}`,
      `The secret is in ${a.source}, so anyone can have signed this. Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`,
      "Use that secret",
    ],
  },
  empty: {
    rule: "SEC-13",
    words: (a) => [
      "Signed with an empty secret",
      `Anyone can have signed this. The variable that the signer's secret comes from may not have been set: set it, and have the signer reject an empty one. Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`,
      "Show that it verifies",
    ],
  },
  "public-key": {
    rule: "SEC-11",
    words: (a) => [
      "This is the key confusion attack: a public key as HMAC secret",
      `The signature is an HMAC whose secret is ${a.form}. Everybody has that key, so anyone can make such a token; a verifier that lets the header choose between ${a.was} and its own algorithm accepts it (RFC 8725 section 2.1). Found by trying ${plural(a.tried, "reading")}.`,
      "Show that it verifies",
    ],
  },
  salt: {
    rule: "KEY-18",
    words: (a) => [
      `The PSS salt has ${a.salt} bytes`,
      `The key and the padding are right, but RFC 7518 section 3.5 has the salt be as long as the hash. Set the salt length where ${a.alg} is signed.`,
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
      `n and e, or x and y, are of another key than the first certificate in x5c, the ${a.key} that signed. They must be the same (RFC 7517 section 4.7); libraries that read x5c accept the token, and those that read the members refuse it.`,
      "Judge with the certificate's key",
    ],
  },
  der: {
    rule: "KEY-19",
    words: (a) => [
      "The signature is in ASN.1 (DER)",
      found(
        a,
        "der",
        `OpenSSL, Java and many key services give it so; ${a.alg} wants R and S side by side (RFC 7518 section 3.4).`,
      ),
      "Write it as R and S",
    ],
  },
  unpadded: {
    rule: "KEY-20",
    words: (a) => [
      "R or S of the signature lacks its leading zeros",
      found(
        a,
        "unpadded",
        "Each is as long as the curve's field (RFC 7518 section 3.4); about one signature in 128 shows the mistake.",
      ),
      "Put the zeros back",
    ],
  },
  reversed: {
    rule: "signature-spelling",
    words: (a) => [
      "The signature's bytes are in reverse",
      found(a, "reversed", "Windows' older cryptography writes numbers so."),
    ],
  },
  "signature-hex": {
    rule: "signature-spelling",
    words: (a) => [
      "The signature is the text of a hex digest",
      found(a, "signature-hex", "base64url wants the bytes, not their hex digits (RFC 7515 section 5.1)."),
      "Write its bytes",
    ],
  },
  "signature-base64": {
    rule: "signature-spelling",
    words: (a) => [
      "The signature is encoded twice",
      found(a, "signature-base64", "base64url wants the bytes, not another Base64 text (RFC 7515 section 5.1)."),
      "Write its bytes",
    ],
  },
  "hashed-nonce": {
    rule: "HDR-09",
    words: (a) => [
      "A genuine Microsoft Graph token, sent with another nonce than was signed",
      found(a, "hashed-nonce", "Only Graph is meant to verify it. Ask for a token of your own API's scope instead."),
      "Show it as it was signed",
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
  "padded-segments": {
    rule: "signed-content",
    words: (a) => [
      "It was signed over padded segments",
      found(a, "padded-segments", "JOSE's base64url has no padding (RFC 7515 section 2)."),
    ],
  },
  "decoded-segments": {
    rule: "signed-content",
    words: (a) => [
      "It was signed over the JSON itself",
      found(a, "decoded-segments", "What is signed is the encoded segments (RFC 7515 section 5.1)."),
    ],
  },
  "standard-base64": {
    rule: "DBG-02",
    words: (a) => [
      "Standard Base64 was signed, and made base64url afterwards",
      found(
        a,
        "standard-base64",
        "What is signed is the text of the segments as they are sent (RFC 7515 section 5.1): encode as base64url first, then sign.",
      ),
    ],
  },
  "hashed-twice": {
    rule: "signature",
    words: (a) => [
      "The digest was hashed a second time before it was signed",
      `The key is right. The signer hashed the content and passed the digest to a function that hashes it again. Pass ${a.alg} the content, or use a function that takes a digest.`,
    ],
  },
  recovery: {
    rule: "KEY-20",
    words: (a) => [
      "A recovery octet is appended to R and S",
      `R and S are right, and the signature verifies without the octet. Libraries of Ethereum add it, so that the public key can be recovered; ${a.alg} has R and S alone (RFC 7518 section 3.4, RFC 8812 section 3.2).`,
      "Drop the recovery octet",
    ],
  },
  "sha-1": {
    rule: "signature",
    words: (a) => [
      `It is signed with SHA-1; alg says ${a.alg}`,
      `The key is right, the hash is not: the signature holds with SHA-1, which ${a.alg} does not use (RFC 7518 section 3.1). Name the hash where it is signed: many functions take SHA-1 unless told otherwise.`,
    ],
  },
  "bare-digest": {
    rule: "signature",
    words: (a) => [
      "The digest was signed without what names its hash",
      `The key is right: PKCS #1 padding stands around the bare digest, and ${a.alg} wants a DigestInfo there (RFC 8017 section 9.2). Give the signer the message and not the digest, or have it build the DigestInfo.`,
    ],
  },
  "mgf1-sha-1": {
    rule: "KEY-18",
    words: (a) => [
      "The mask of the PSS signature is made with SHA-1",
      `The key is right: the signature holds with MGF1 over SHA-1. RFC 7518 section 3.5 has the mask use the hash of ${a.alg}. Libraries of Java and .NET take SHA-1 unless told otherwise: set the MGF1 hash where it is signed.`,
    ],
  },
  minified: {
    rule: "DBG-02",
    words: (a) => [
      "The JSON was reformatted after signing",
      found(a, "minified", "A signature covers every byte. Verify the token as it came, and never rebuild it."),
      "Put back what was signed",
    ],
  },
};

/** Another algorithm is another hash, another padding, or another kind of key. */
const OTHER_ALGORITHM = {
  "SEC-08": (a) => [
    `It is signed with ${a.alg}; the header says ${a.was}`,
    `The secret is right${a.also ? `, ${a.also}` : ""}, the hash is not the one of the header. Sign with the alg that the header names, and never edit a header after signing.`,
    "Use that secret",
  ],
  "KEY-18": (a) => [
    `It is signed with ${a.alg}; the header says ${a.was}`,
    `${
      String(a.alg).startsWith(String(a.was).slice(0, 2))
        ? "The key and the padding are right, the hash is not the one of the header."
        : "The key is right, the padding is not the one of the header: RS is PKCS#1 v1.5, PS is PSS (RFC 7518 sections 3.3 and 3.5)."
    } Sign with the alg that the header names. Found by trying ${plural(a.tried, "reading")}.`,
    "Use that key",
  ],
  "HDR-12": (a) => [
    `It is signed with ${a.alg}; the header says ${a.was}`,
    `The header was changed, or the issuer has gone over to another kind of key. A verifier ties each key to one algorithm (RFC 8725 section 3.1). Found by trying ${plural(a.tried, "reading")}.`,
    "Use that secret",
  ],
} satisfies Readonly<Record<string, FoundWords>>;

/** The rule that a discovery comes under. */
export function ruleOfDiscovery({ steps: [step], args }: Discovery): FoundRule {
  if (step !== "algorithm") return PROOFS[step].rule;
  const kinds = `${String(args["was"]).slice(0, 2)} ${String(args["alg"]).slice(0, 2)}`;
  if (kinds === "HS HS") return "SEC-08";
  return /^[RP]S [RP]S$/.test(kinds) ? "KEY-18" : "HDR-12";
}

/** What a rule says of discoveries. */
export function foundWords(rule: string): Vocabulary<FoundArgs> {
  const ofSteps = Object.entries(PROOFS).flatMap(([step, proof]): [string, FoundWords][] =>
    proof.rule === rule ? [[`found-${step}`, proof.words]] : [],
  );
  const other = Object.entries(OTHER_ALGORITHM).flatMap(([id, words]): [string, FoundWords][] =>
    id === rule ? [["found-algorithm", words]] : [],
  );
  return Object.fromEntries([...ofSteps, ...other]);
}
