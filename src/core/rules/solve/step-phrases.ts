import type { Discovery, SolveStep } from "../../solve/types.ts";

/** What each step does to the secret, the key or the token, in words that follow "It verifies" or "and". */
const PHRASES: Readonly<Record<SolveStep, string>> = {
  trimmed: "without the whitespace at its ends",
  "newline-added": "with a line break at its end",
  "space-added": "with a space at its end",
  "space-in-front": "with a space in front",
  "tab-added": "with a tab at an end",
  "crlf-added": "with a CRLF at its end",
  "carriage-return-added": "with a carriage return at its end",
  wrapped: "broken into lines",
  "breaks-removed": "without whitespace",
  "breaks-changed": "with other line breaks",
  unquoted: "without its quotes",
  quoted: "in quotes",
  "python-bytes": "as Python prints bytes",
  "python-bytes-removed": "without Python's b and quotes",
  "quotes-halved": "with doubled quotes made single",
  "quotes-doubled": "with its quotes doubled",
  "quotes-dropped": "without the quotes in it",
  unbracketed: "without its brackets",
  bracketed: "in brackets",
  unescaped: "with its escapes replaced",
  escaped: "with escapes for some characters",
  "entities-decoded": "with &amp; and the like replaced",
  "entities-encoded": "with &amp; and the like in it",
  "percent-decoded": "with percent-encoding decoded",
  "percent-encoded": "percent-encoded",
  "percent-halved": "with %% become %",
  "percent-doubled": "with % become %%",
  "spaces-for-plus": "with + for each space",
  "quoted-printable-decoded": "with quoted-printable decoded",
  "quoted-printable-encoded": "in quoted-printable",
  "backslashes-dropped": "without its backslashes",
  "shell-word": "as a shell reads it unquoted",
  "cut-at-hash": "cut at the #",
  "cut-at-space": "cut at the first space",
  "cut-at": "cut",
  "cut-to-length": "cut to a length",
  fallback: "with the default for an unset variable",
  "dollar-expanded": "without the $ and the name after it",
  "dollar-halved": "with $$ become $",
  "dollar-doubled": "with $ become $$",
  "dollar-dropped": "without its $",
  "percent-expanded": "with % expanded",
  "carets-dropped": "without its ^",
  "exclamation-expanded": "with exclamation marks expanded",
  "number-printed": "printed as a number",
  assignment: "without the name before it",
  setting: "as one value of the settings",
  prefix: "without its prefix",
  "prefix-added": "with base64: before it",
  part: "as one part of the text",
  "hyphens-dropped": "without its hyphens",
  "invisible-removed": "without invisible characters",
  typographic: "with plain quotes and dashes",
  nfc: "in normal form C",
  nfd: "in normal form D",
  nfkc: "in normal form KC",
  "question-marks": "with ? for letters outside ASCII",
  "replacement-characters": "with U+FFFD for letters outside ASCII",
  "letters-dropped": "without letters outside ASCII",
  "marks-dropped": "without accents",
  "lower-case": "in lowercase",
  "upper-case": "in uppercase",
  bom: "with a byte order mark",
  "utf-16le": "as UTF-16 (little-endian)",
  "utf-16be": "as UTF-16 (big-endian)",
  "utf-16le-bom": "as UTF-16 (little-endian) with a byte order mark",
  "utf-16be-bom": "as UTF-16 (big-endian) with a byte order mark",
  "latin-1": "as Latin-1",
  "code-page": "in a code page",
  "low-octets": "as the low byte of each character",
  "cesu-8": "as CESU-8",
  "utf-8-once": "decoded from UTF-8 once more",
  "utf-8-twice": "as UTF-8 twice over",
  "octets-as-text": "decoded, and turned into text",
  "sha-256": "as the bytes of its SHA-256",
  "sha-256-hex": "as the hex text of its SHA-256",
  digest: "as its hash",
  jwk: "as the k of the JWK",
  "utf-8": "as plain text",
  "encoded-base64": "as its Base64 text",
  "encoded-base64url": "as its base64url text",
  "encoded-hex": "as its hex text",
  base64: "as Base64",
  base64url: "as base64url",
  "base64-lenient": "as a lenient Base64 decoder reads it",
  "base64-mime": "as Base64 that skips - and _",
  "base64-dropped-quad": "as Java's DatatypeConverter decodes it",
  "base64-cut": "as Base64 up to the first error",
  "base64-zeros": "as Base64 with zeros for foreign characters",
  base32: "as Base32",
  hex: "as hex",
  "hex-cut": "as hex up to the first error",
  "printed-octets": "as the bytes it lists",
  "printed-form": "as printed text",
  "base64-twice": "decoded twice",
  published: "with a published secret",
  empty: "with an empty secret",
  "public-key": "with the public key's text as the secret",
  swapped: "with the secret as the message and the signing input as the key",
  "plain-hash": "as a plain hash with the secret in it",
  "no-secret": "as a hash of the signing input alone",
  "hmac-hash": "with another hash in the HMAC",
  truncated: "cut off",
  algorithm: "with another algorithm",
  salt: "with another salt length",
  "other-key": "with another key",
  "x5c-key": "with the key of x5c",
  der: "with R and S taken out of the ASN.1",
  unpadded: "with R and S padded",
  reversed: "with the signature's bytes reversed",
  "swapped-halves": "with R and S in the other order",
  "rsa-length": "at the length of the modulus",
  attached: "without the message beside it",
  misread: "with what was misread put right",
  "signature-hex": "with the signature's hex text decoded",
  "signature-base64": "with the signature decoded once more",
  "standard-base64": "over standard Base64",
  "hashed-twice": "over the digest, hashed once more",
  recovery: "without the recovery byte",
  "sha-1": "with SHA-1",
  hash: "with another hash",
  "bare-digest": "with the bare digest in the padding",
  "no-padding": "without padding",
  "digest-info": "with a DigestInfo that lacks its NULL",
  mgf1: "with another hash in the mask",
  "not-hashed": "without hashing",
  "ethereum-message": "as an Ethereum message",
  prehashed: "as Ed25519ph",
  "hashed-nonce": "with the nonce hashed",
  header: "with another header",
  "padded-segments": "over padded segments",
  "decoded-segments": "over the decoded JSON",
  "line-end": "with a line end after the signed content",
  "dot-at-end": "with a dot after the signed content",
  "no-dot": "over the segments without the dot",
  "payload-alone": "over only the payload",
  "header-alone": "over only the header",
  "swapped-segments": "over the payload and then the header",
  "quoted-input": "over the segments in quotes",
  "utf-16-input": "over the segments in UTF-16",
  "encoded-input": "over the segments encoded once more",
  minified: "without the whitespace of its JSON",
};

/** The name of a character in a sentence. */
export function signWords(sign: string | number | undefined): string {
  switch (sign) {
    case "\n":
      return "its first line break";
    case "\0":
      return "its first NUL";
    case "'":
    case '"':
    case "`":
      return "its first quote";
    default:
      return `its first ${sign ?? "sign"}`;
  }
}

/** What a step does, in words that can follow "It verifies"; `args` are the discovery's, if there is one. */
export function stepPhrase(step: SolveStep, args: Discovery["args"] = {}): string {
  const { alg, hash, mask, page, sign, length, name } = args as Readonly<Record<string, string | number | undefined>>;
  if (step === "algorithm" && alg) return `with ${alg} in place of the header's alg`;
  if ((step === "hash" || step === "hmac-hash") && hash) return `with ${hash}`;
  if (step === "digest" && hash) return `as its ${hash}`;
  if (step === "mgf1" && mask) return `with ${mask} in the mask`;
  if (step === "code-page" && page) return `as ${page}`;
  if (step === "cut-at" && sign !== undefined) return `cut at ${signWords(sign)}`;
  if (step === "cut-to-length" && length) return `cut to ${length} characters`;
  if (step === "setting" && name) return `as the value of ${name}`;
  return PHRASES[step];
}

/** What was tried, grouped by subject for the list. */
const GROUPS: readonly (readonly [about: string, steps: readonly SolveStep[]])[] = [
  ["text, Base64, base64url and hex", ["utf-8", "base64", "base64url", "hex"]],
  [
    "lenient Base64 of Node, Java, PHP, Python, Go and CryptoJS",
    ["base64-lenient", "base64-mime", "base64-dropped-quad", "base64-cut", "base64-zeros"],
  ],
  ["decoding twice", ["base64-twice"]],
  ["whitespace and line breaks", ["trimmed", "newline-added", "space-added", "crlf-added", "wrapped"]],
  ["quotes and brackets", ["quoted", "unquoted", "python-bytes", "bracketed"]],
  [
    "escapes of JSON, XML, URLs and mail",
    ["escaped", "unescaped", "entities-decoded", "entities-encoded", "percent-decoded", "percent-encoded"],
  ],
  [
    "what shells and settings files drop",
    ["dollar-expanded", "dollar-doubled", "backslashes-dropped", "cut-at", "cut-at-hash", "cut-at-space", "shell-word"],
  ],
  ["numbers printed in another form", ["number-printed"]],
  ["values in settings", ["setting", "assignment", "jwk"]],
  ["printed bytes", ["printed-octets", "printed-form"]],
  ["UTF-16, byte order marks and code pages", ["utf-16le", "bom", "code-page", "latin-1"]],
  ["hashes of the secret", ["sha-256", "digest"]],
  ["published secrets", ["published"]],
  ["the empty secret", ["empty"]],
  ["public keys", ["public-key"]],
  ["swapped HMAC arguments, plain hashes and other hashes", ["swapped", "plain-hash", "hmac-hash"]],
  ["other algorithms of the key", ["algorithm"]],
  ["other keys of the set", ["other-key"]],
  ["other salt lengths", ["salt"]],
  ["DER, missing zeros, a recovery byte and reversed bytes", ["der", "unpadded", "recovery", "reversed", "rsa-length"]],
  ["SHA-1 and other hashes, bare digests, another mask", ["sha-1", "hash", "bare-digest", "mgf1"]],
  ["digests hashed twice", ["hashed-twice"]],
  ["characters that are easily misread", ["misread"]],
  [
    "other signed content: a changed header, reformatted JSON, standard Base64, padding, line ends, the payload alone",
    ["header", "minified", "standard-base64", "padded-segments", "payload-alone"],
  ],
];

/** What was tried, as a list in a sentence; "" if nothing is known. */
export function triedWords(kinds: readonly string[]): string {
  const tried = new Set(kinds);
  return GROUPS.flatMap(([about, steps]) => (steps.some((step) => tried.has(step)) ? [about] : [])).join("; ");
}
