import { type Args, plural, type Wordings } from "./wording.ts";

/** That another algorithm makes signatures of this length, to go on a sentence. */
function orSigned(a: Args): string {
  const other = a["other"];
  if (!other) return "";
  return `, or signed with another algorithm: ${other} ${/ and /.test(String(other)) ? "make" : "makes"} ${a["actual"]}`;
}

export const ownWordings: Wordings = {
  "none/verified": [
    "Nothing to object to",
    "The signature verifies, the times fit, and nothing in the token is out of the ordinary.",
  ],
  "none/demonstration": [
    "Nothing to object to, for a demonstration",
    "The signature verifies and the times fit. The secret is the one of jwt.io's example, which everybody knows: good for trying out, never for a service.",
  ],
  "none/unchecked": [
    "Nothing stands out",
    "The token is well-formed and its times fit. Whether it is genuine only its signature can tell.",
  ],
  "none/re-signed": [
    "Nothing to object to",
    "The token is well-formed, its times fit, and it was signed here with the key in the field.",
  ],
  "internal/threw": (a) => [
    `The check ${a["rule"]} stopped`,
    `A mistake of this page, not of the token: ${a["message"]}. All other checks went on.`,
  ],
  "signature/hmac": (a) => [
    "The signature does not fit this secret",
    `Either the secret or its encoding is another one (${a["alg"]} takes bytes: text, Base64 and hex differ), or header or payload changed after signing.`,
  ],
  "signature/mismatch": (a) => [
    "The signature does not fit this key",
    `Either the key is another one (another environment, or rotated since), or header or payload changed after ${a["alg"]} signed them.`,
  ],
  "signature/set": (a) => [
    "The signature fits no key of the set",
    `${plural(a["tried"], "key")} could have made it with ${a["alg"]}, and none did. The set is possibly another issuer's or older than the token, or header or payload changed after signing.`,
  ],
  "signature/kept": [
    "The old signature is kept over changed content",
    "This is how a verifier sees a token that was tampered with: any change makes the signature invalid, and that is its purpose.",
    "Sign it anew",
  ],
  "signature/none": [
    "A signature where none must be",
    "alg is none, so that the last segment must be empty (RFC 7518 section 3.6). Verifiers refuse the token.",
  ],
  "signature-length/short": (a) => [
    `The signature has ${a["actual"]} bytes; ${a["alg"]} makes ${a["expected"]}`,
    `The token was possibly cut off${orSigned(a)}. It can not verify.`,
  ],
  "signature-length/long": (a) => [
    `The signature has ${a["actual"]} bytes; ${a["alg"]} makes ${a["expected"]}`,
    `${a["other"] ? `${a["other"]} ${/ and /.test(String(a["other"])) ? "make" : "makes"} ${a["actual"]}: alg possibly changed after signing.` : "Something was appended to it, or alg changed after signing."} It can not verify.`,
  ],
  "signature-length/modulus": (a) => [
    `The signature has ${a["actual"]} bytes; this RSA key makes ${a["expected"]}`,
    `${a["alg"]} signatures are as long as the key's modulus. ${Number(a["actual"]) > Number(a["expected"]) ? "Something was appended" : "The token was cut off"}, or it belongs to another key${orSigned(a)}.`,
  ],
  "signature-length/rsa": (a) => [
    `The signature has ${a["actual"]} bytes, as no RSA key makes it`,
    `${a["alg"]} signatures are as long as the key's modulus: 256 bytes for 2,048 bits. The token was possibly cut off${orSigned(a)}.`,
  ],
  "signature-length/unusual": (a) => [
    `The signature has ${a["actual"]} bytes, as hardly any RSA key makes it`,
    `${a["alg"]} signatures are as long as the key's modulus: this would be one of ${a["bits"]} bits. The token was possibly cut off, or something was appended.`,
  ],
  "signature-impossible/same": (a) => [
    `Every byte of the signature is ${a["byte"]}`,
    `No signer makes such a signature with ${a["alg"]}. It is a placeholder, or a probe for verifiers that do not check.`,
  ],
  "KEY-19/der": (a) => [
    "The signature is in ASN.1 (DER)",
    `OpenSSL, Java and many key services give ECDSA signatures so. ${a["alg"]} wants R and S side by side, ${a["expected"]} bytes (RFC 7518 section 3.4); here are ${a["actual"]}.`,
  ],
  "KEY-20/length": (a) => [
    `The signature has ${a["actual"]} bytes; ${a["alg"]} makes ${a["expected"]}`,
    `R and S have ${a["half"]} bytes each, zeros in front included (RFC 7518 section 3.4). ${Number(a["actual"]) > Number(a["expected"]) ? "The signer possibly put a zero in front, as the integers of ASN.1 have it." : "Where one is short, the signer dropped such zeros."}`,
  ],
  "KEY-20/zero": [
    "R or S of the signature is zero",
    "No signer makes such a signature. Verifiers that did not check took it for any content (CVE-2022-21449).",
  ],
  "token-key/own": [
    "Judged by the key that the token itself brings",
    "It shows that content and key belong together, and nothing about who signed: anyone can make both.",
  ],
  "hidden-character/control": (a) => [
    `A control character in ${a["where"]}`,
    `${a["character"]}. It does not show, and programs behind may cut the text there.`,
  ],
  "hidden-character/bidi": (a) => [
    `A character that turns the reading direction in ${a["where"]}`,
    `${a["character"]}. What the eye reads is not what a program compares.`,
  ],
  "hidden-character/invisible": (a) => [
    `An invisible character in ${a["where"]}`,
    `${a["character"]}. What looks equal is not equal.`,
  ],
  "letter-case/small": [
    "All letters of the token are small: it was lowercased",
    "In base64url a small letter is another value than its capital, so that what it said can not be recovered. Look for what lowercases header fields, addresses or columns, and copy the token from before that.",
  ],
  "letter-case/capital": [
    "All letters of the token are capitals: it was uppercased",
    "In base64url a capital is another value than its small letter, so that what it said can not be recovered. Copy the token from before that happened.",
  ],
  "lone-surrogate/surrogate": (a) => [
    "Half a character in a string",
    `${a["text"]} holds a lone surrogate. UTF-8 can not carry it (RFC 8259 section 8.2): readers replace or refuse it, and an edit that spells it out would lose it.`,
  ],
  "proto-key/proto": (a) => [
    `A member named ${a["name"]}`,
    "JavaScript programs that copy such members into objects change more than they mean to (prototype pollution). Here it is a plain name.",
  ],
  "markup/markup": (a) => [
    `A value holds markup: ${a["text"]}`,
    "Here it stays text. A page that shows claims must escape them, or it may run.",
  ],
  "look-alike/name": (a) => [
    `A name looks like ${a["like"]} and is another`,
    `It holds ${a["character"]}. A verifier that looks for ${a["like"]} does not find it.`,
  ],
  "DBG-01/invalid": [
    "The pasted token did NOT verify; this signature was made here",
    "You see a signature of this page over the changed token. The original failed with the same key.",
    "Back to the pasted token",
  ],
  "DBG-01/malformed": [
    "The pasted token could not be judged; this signature was made here",
    "The original was malformed. That this one verifies says nothing about it.",
    "Back to the pasted token",
  ],
  "DBG-01/unsigned": [
    "The pasted token was not signed; this signature was made here",
    "The original had no signature. That this one verifies says nothing about it.",
    "Back to the pasted token",
  ],
  "DBG-04/query": [
    "The server saw this token",
    "It stood in the query string of the address, which goes into requests and logs. It was taken out of the address bar; use # instead of ? in links, and treat the token as known to the server.",
  ],
};
