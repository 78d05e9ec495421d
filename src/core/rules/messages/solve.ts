import { stepPhrase } from "../solve/step-phrases.ts";
import type { SolveStep } from "../../solve/types.ts";
import { plural, type Args, type Words, type Wordings } from "./wording.ts";

/** "It verifies as Base64, without the white space at its ends. Found by trying 14 readings in 3 ms." */
function found(a: Args, step: SolveStep, more = ""): string {
  const also = a["also"] ? `, ${a["also"]}` : "";
  return `It verifies ${stepPhrase(step)}${also}.${more === "" ? "" : ` ${more}`} Found by trying ${plural(a["tried"], "reading")} in ${a["ms"]} ms.`;
}

function secret(step: SolveStep, title: string, more: string, fix: string): (a: Args) => Words {
  return (a) => [title, found(a, step, more), a["encoding"] === "Hex" && step !== "hex" ? `${fix} (in hex)` : fix];
}

const COUNTS = "Each of its bytes counts.";
const ENV = "Settings files, shells and Compose change such characters unless the value is quoted.";
const ENCODING = "One side decodes what the other takes as it stands.";
const CHARACTERS =
  "Signer and verifier turn the same letters into other bytes; UTF-8 in normal form C is what most expect.";
const WITH_IT = "Take it so";

export const solveWordings: Wordings = {
  "SEC-01/found-base64": secret("base64", "The secret is Base64, but used as text", ENCODING, "Read it as Base64"),
  "SEC-01/found-base64url": secret(
    "base64url",
    "The secret is base64url, but used as text",
    ENCODING,
    "Read it as Base64url",
  ),
  "SEC-01/found-base64-lenient": secret(
    "base64-lenient",
    "The signer decoded this secret as Base64",
    "It skips what is not in the alphabet, as Node's and PHP's decoders do.",
    WITH_IT,
  ),
  "SEC-02/found-utf-8": secret("utf-8", "The secret is plain text, but decoded", ENCODING, "Read it as UTF-8"),
  "SEC-02/found-encoded-base64": secret(
    "encoded-base64",
    "The signer used the Base64 text of this secret",
    ENCODING,
    WITH_IT,
  ),
  "SEC-02/found-encoded-base64url": secret(
    "encoded-base64url",
    "The signer used the base64url text of this secret",
    ENCODING,
    WITH_IT,
  ),
  "SEC-02/found-encoded-hex": secret("encoded-hex", "The signer used the hex text of this secret", ENCODING, WITH_IT),
  "SEC-03/found-hex": secret("hex", "The secret is hex, but used as text", ENCODING, "Read it as hex"),
  "SEC-04/found-trimmed": secret("trimmed", "White space at an end of the secret is too much", COUNTS, "Take it away"),
  "SEC-04/found-newline-added": secret(
    "newline-added",
    "The signer's secret ends with a line break",
    "Files and echo without -n add one, and it counts.",
    "Add it",
  ),
  "SEC-04/found-crlf-added": secret(
    "crlf-added",
    "The signer's secret ends with CRLF",
    "Files saved on Windows do, and it counts.",
    "Add it",
  ),
  "SEC-04/found-breaks-removed": secret(
    "breaks-removed",
    "White space inside the secret is too much",
    COUNTS,
    "Take it away",
  ),
  "SEC-05/found-unquoted": secret("unquoted", "The quotes are not part of the secret", ENV, "Take them away"),
  "SEC-05/found-quoted": secret(
    "quoted",
    "The signer's secret has quotes around it",
    "docker --env-file and others keep them.",
    "Add them",
  ),
  "SEC-06/found-backslashes-dropped": secret(
    "backslashes-dropped",
    "Something dropped the secret's backslashes",
    ENV,
    WITH_IT,
  ),
  "SEC-06/found-cut-at-hash": secret(
    "cut-at-hash",
    "The signer's secret ends at the #",
    "Unquoted, it begins a comment in .env files.",
    "Cut it there",
  ),
  "SEC-06/found-cut-at-space": secret(
    "cut-at-space",
    "The signer's secret ends at the first space",
    ENV,
    "Cut it there",
  ),
  "SEC-06/found-dollar-expanded": secret(
    "dollar-expanded",
    "Something expanded a $ in the secret",
    "A variable of that name was not set, so that nothing took its place; Compose wants $$ for a $.",
    WITH_IT,
  ),
  "SEC-06/found-dollar-halved": secret("dollar-halved", "Something turned $$ in the secret into $", ENV, WITH_IT),
  "SEC-06/found-dollar-doubled": secret("dollar-doubled", "The signer's secret has $$ for each $", ENV, WITH_IT),
  "SEC-06/found-assignment": secret(
    "assignment",
    "The name in front is not part of the secret",
    "A whole line of a settings file was taken.",
    "Take it away",
  ),
  "SEC-06/found-prefix": secret(
    "prefix",
    "The prefix is not part of the secret",
    "Frameworks write such prefixes to tell the encoding.",
    WITH_IT,
  ),
  "SEC-07/found-unescaped": secret(
    "unescaped",
    "The secret's escapes stand for characters",
    "JSON, YAML and .env files in double quotes replace them.",
    "Replace them",
  ),
  "SEC-07/found-escaped": secret(
    "escaped",
    "The signer's secret has \\n where a line breaks",
    "Two characters there, one here.",
    WITH_IT,
  ),
  "SEC-07/found-percent-decoded": secret(
    "percent-decoded",
    "The secret is percent-encoded on one side only",
    "It possibly came out of a URL.",
    WITH_IT,
  ),
  "SEC-10/found-invisible-removed": secret(
    "invisible-removed",
    "The secret holds characters that can not be seen",
    "Copying from documents and chats adds them.",
    "Take them away",
  ),
  "SEC-10/found-typographic": secret(
    "typographic",
    "The secret's quotes or dashes are typographic",
    "A word processor or chat changed them.",
    "Make them plain",
  ),
  "SEC-10/found-nfc": secret("nfc", "The signer's secret is in normal form C", CHARACTERS, WITH_IT),
  "SEC-10/found-nfd": secret("nfd", "The signer's secret is in normal form D", CHARACTERS, WITH_IT),
  "SEC-10/found-nfkc": secret("nfkc", "The signer's secret is in normal form KC", CHARACTERS, WITH_IT),
  "SEC-10/found-lower-case": secret("lower-case", "The signer's secret is in small letters", COUNTS, WITH_IT),
  "SEC-10/found-upper-case": secret("upper-case", "The signer's secret is in capitals", COUNTS, WITH_IT),
  "SEC-10/found-bom": secret(
    "bom",
    "The signer's secret begins with a byte order mark",
    "Windows editors put one at the start of a file.",
    WITH_IT,
  ),
  "SEC-10/found-utf-16le": secret("utf-16le", "The signer took the secret as UTF-16", CHARACTERS, WITH_IT),
  "SEC-10/found-utf-16be": secret("utf-16be", "The signer took the secret as UTF-16", CHARACTERS, WITH_IT),
  "SEC-10/found-latin-1": secret("latin-1", "The signer took the secret as Latin-1", CHARACTERS, WITH_IT),
  "SEC-10/found-sha-256": secret(
    "sha-256",
    "The signer hashed the secret first",
    "It stretches a text to a key of 256 bits so.",
    WITH_IT,
  ),
  "SEC-10/found-sha-256-hex": secret(
    "sha-256-hex",
    "The signer used the hex text of the secret's hash",
    COUNTS,
    WITH_IT,
  ),
  "SEC-16/found-jwk": secret(
    "jwk",
    "The secret is a JSON Web Key",
    "The key is its member k (RFC 7518 section 6.4).",
    "Use its k",
  ),
  "SEC-17/found-base64-twice": secret(
    "base64-twice",
    "The secret is Base64 of what is needed",
    "Kubernetes shows the values of a Secret in Base64, which was copied without decoding it.",
    "Decode it",
  ),
  "SEC-12/found-published": (a) => [
    `Signed with a published secret${a["field"] ? ", and not with this one" : ""}`,
    `The secret is in ${a["source"]}, so anyone can have signed this. Found by trying ${plural(a["tried"], "reading")} in ${a["ms"]} ms.`,
    "Use that secret",
  ],
  "SEC-13/found-empty": (a) => [
    "Signed with an empty secret",
    `Anyone can have signed this. The variable that the signer's secret comes from was possibly not set: set it, and have the signer refuse an empty one. Found by trying ${plural(a["tried"], "reading")} in ${a["ms"]} ms.`,
    "Show that it verifies",
  ],
  "SEC-11/found-public-key": (a) => [
    "This is the key confusion attack: a public key as HMAC secret",
    `The signature is an HMAC whose secret is ${a["form"]}. Everybody has that key, so anyone can make such a token; a verifier that lets the header choose between ${a["was"]} and its own algorithm accepts it (RFC 8725 section 2.1). Found by trying ${plural(a["tried"], "reading")}.`,
    "Show that it verifies",
  ],
  "SEC-08/found-algorithm": (a) => [
    `It is signed with ${a["alg"]}; the header says ${a["was"]}`,
    `The secret is right${a["also"] ? `, ${a["also"]}` : ""}, the hash is not the one of the header. Sign with the alg that the header names, and never edit a header after signing.`,
    "Use that secret",
  ],
  "KEY-18/found-algorithm": (a) => [
    `It is signed with ${a["alg"]}; the header says ${a["was"]}`,
    `${
      String(a["alg"]).startsWith(String(a["was"]).slice(0, 2))
        ? "The key and the padding are right, the hash is not the one of the header."
        : "The key is right, the padding is not the one of the header: RS is PKCS#1 v1.5, PS is PSS (RFC 7518 sections 3.3 and 3.5)."
    } Sign with the alg that the header names. Found by trying ${plural(a["tried"], "reading")}.`,
    "Use that key",
  ],
  "KEY-18/found-salt": (a) => [
    `The PSS salt has ${a["salt"]} bytes`,
    `The key and the padding are right, but RFC 7518 section 3.5 has the salt be as long as the hash. Set the salt length where ${a["alg"]} is signed.`,
    "Use that key",
  ],
  "KEY-09/found-other-key": (a) => [
    `Another key verifies it: ${a["kid"] || a["key"]}`,
    `${a["wanted"] ? `The header's kid is ${a["wanted"]}. ` : ""}The key that verifies is the ${a["key"]} of ${a["field"]}${a["kid"] ? `, kid ${a["kid"]}` : ""}. A verifier that takes the first key of a set, or the one that the kid names, refuses the token.`,
    "Use that key",
  ],
  "KEY-19/found-der": (a) => [
    "The signature is in ASN.1 (DER)",
    found(
      a,
      "der",
      `OpenSSL, Java and many key services give it so; ${a["alg"]} wants R and S side by side (RFC 7518 section 3.4).`,
    ),
    "Write it as R and S",
  ],
  "KEY-20/found-unpadded": (a) => [
    "R or S of the signature lacks its leading zeros",
    found(
      a,
      "unpadded",
      "Each is as long as the curve's field (RFC 7518 section 3.4); about one signature in 128 shows the mistake.",
    ),
    "Put the zeros back",
  ],
  "HDR-09/found-hashed-nonce": (a) => [
    "A genuine Microsoft Graph token, sent with another nonce than was signed",
    found(a, "hashed-nonce", "Only Graph is meant to verify it. Ask for a token of your own API's scope instead."),
    "Show it as it was signed",
  ],
  "HDR-12/found-algorithm": (a) => [
    `It is signed with ${a["alg"]}; the header says ${a["was"]}`,
    `The header was changed, or the issuer has gone over to another kind of key. A verifier ties each key to one algorithm (RFC 8725 section 3.1). Found by trying ${plural(a["tried"], "reading")}.`,
    "Use that secret",
  ],
  "signature-spelling/found-reversed": (a) => [
    "The signature's bytes are in reverse",
    found(a, "reversed", "Windows' older cryptography writes numbers so."),
  ],
  "signature-spelling/found-signature-hex": (a) => [
    "The signature is the text of a hex digest",
    found(a, "signature-hex", "base64url wants the bytes, not their hex digits (RFC 7515 section 5.1)."),
    "Write its bytes",
  ],
  "signature-spelling/found-signature-base64": (a) => [
    "The signature is encoded twice",
    found(a, "signature-base64", "base64url wants the bytes, not another Base64 text (RFC 7515 section 5.1)."),
    "Write its bytes",
  ],
  "signed-content/found-header": (a) => [
    "The header was changed after signing",
    `The signature is that of the header ${a["header"]}. Such a change is possibly an attack on verifiers that believe what a header says, and possibly an edit in a tool.`,
    "Show it as it was signed",
  ],
  "signed-content/found-padded-segments": (a) => [
    "It was signed over padded segments",
    found(a, "padded-segments", "JOSE's base64url has no padding (RFC 7515 section 2)."),
  ],
  "signed-content/found-decoded-segments": (a) => [
    "It was signed over the JSON itself",
    found(a, "decoded-segments", "What is signed is the encoded segments (RFC 7515 section 5.1)."),
  ],
  "DBG-02/found-minified": (a) => [
    "The JSON was reformatted after signing",
    found(a, "minified", "A signature covers every byte. Verify the token as it came, and never build it anew."),
    "Put back what was signed",
  ],
  "SEC-14/secret": (a) => [
    `None of ${a["tried"]} readings of the secret verifies`,
    `It is another secret, or header or payload changed after signing. Compare with the signer: ${plural(a["bytes"], "byte")}, whose SHA-256 begins with ${a["sha256"]}.`,
  ],
  "DBG-03/compare": (a) => [
    "Valid in another tool? Compare the key",
    `Here ${a["alg"]} was judged with this ${a["key"]}; its thumbprint (RFC 7638) is ${a["thumbprint"]}. If that is the same there, compare the token: one of the two has changed it.`,
  ],
  "KEY-10/kid": (a) => [
    "The kid is right, the key is not",
    `Of ${plural(a["tried"], "reading")} none verifies: another environment possibly uses the same kid, or the token was changed. Compare the key's thumbprint with the issuer's: ${a["thumbprint"]}.`,
  ],
};
