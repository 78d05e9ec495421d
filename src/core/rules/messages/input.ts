import type { JsonProblem } from "../../json/types.ts";
import { type Args, plural, type Wordings } from "./wording.ts";

const STRICT = "RFC 7515 section 2 allows A-Z, a-z, 0-9, - and _ only; strict verifiers refuse the token.";
const SIGNED =
  "The signature covers these characters: where it was made over them as they stand, it fails after the change.";

/** Why a text is not JSON, to stand after "The header is not JSON: ". */
const JSON_PROBLEMS: Readonly<Record<JsonProblem["code"], string>> = {
  empty: "there is nothing in it",
  "value-expected": "a value is missing",
  "name-expected": "a member name in double quotes is missing",
  "colon-expected": "a colon is missing after the member name",
  "comma-expected": "a comma is missing",
  "trailing-comma": "a comma stands before the closing bracket",
  comment: "JSON has no comments",
  "string-unterminated": "a string is not closed",
  "string-control-character": "a control character stands in a string unescaped",
  "string-escape": "a backslash starts no escape that JSON has",
  number: "a number is not spelled as JSON spells numbers",
  word: "a word stands there that is neither true, false nor null",
  character: "a character stands there that JSON has no use for",
  "unclosed-object": "it ends before an object is closed",
  "unclosed-array": "it ends before an array is closed",
  "trailing-content": "more text follows the value",
  depth: "it nests too deep",
};

/** What a button does that mends one place, or all of a kind. */
function itOrAll(a: Args): string {
  return Number(a["places"]) > 1 ? `all ${a["places"]}` : "it";
}

export const inputWordings: Wordings = {
  "IN-01/scheme": (a) => [
    `Removed ${a["text"]} from the front`,
    "The scheme belongs to the Authorization field, not to the token. Code that hands the whole field to a verifier is refused.",
    "Put it back",
  ],
  "IN-02/quotes": (a) => [
    `Removed ${plural(a["count"], "quotation mark")} around the token`,
    "They often come from JSON.stringify or a copied log line, and a verifier refuses them.",
    "Put them back",
  ],
  "IN-02/space": (a) => [
    `Removed ${plural(a["count"], "character")} of white space around the token`,
    "Some verifiers trim it, others refuse the token.",
    "Put it back",
  ],
  "IN-02/wraps": (a) => [
    `Removed ${plural(a["count"], "character")} of line wraps inside the token`,
    "A compact token is one line. Wraps come from mail, terminals and narrow columns.",
    "Put them back",
  ],
  "IN-02/inside": (a) => [
    `White space inside the ${a["segment"]}`,
    `${plural(a["count"], "character")} of it, the first after character ${a["at"]}. ${STRICT}`,
    "Remove the white space",
  ],
  "IN-21/headers": (a) => [
    `The request has ${a["count"]} Authorization fields`,
    "There may be one (RFC 9110 section 11.6.2). Gateways refuse several, or take one that you do not expect.",
  ],
  "IN-21/parameter": (a) => [
    `The request sends a token twice: in Authorization and in ${a["name"]}`,
    "One way only (RFC 6750 section 2): servers answer 400, Kong “Multiple tokens provided”. Leave the parameter out; addresses end up in logs.",
  ],
  "IN-21/cookie": (a) => [
    `A token also stands in the cookie ${a["name"]}`,
    "Where the gateway reads tokens from cookies too, as Kong and Envoy can, it finds two and possibly refuses the request.",
  ],
  "IN-22/scheme": [
    "The Authorization field has no scheme",
    "Its first word names the scheme, and here that is the token. Write Authorization: Bearer, a space, the token (RFC 6750 section 2.1); most servers refuse it otherwise.",
  ],
  "IN-13/wrapping": (a) => [
    "The token was cut out of the pasted text",
    `${plural(a["count"], "character")} around it were left out: ${a["text"]}`,
    "Put them back",
  ],
  "IN-13/stray": (a) => [
    `A ${a["character"]} beside the token was left out`,
    "It is no part of base64url: where it was sent with the token, verifiers refuse it.",
    "Put it back",
  ],
  "IN-03/empty": [
    "No token yet",
    "Paste one anywhere on this page, or open an example. Nothing that you paste leaves the page.",
  ],
  "IN-03/literal": (a) => [
    `The text ${a["text"]} stands where a token should`,
    "A program wrote out a variable that was not set. Send the field only once there is a token, and await the call that gets it.",
  ],
  "IN-03/placeholder": (a) => [
    `The placeholder ${a["text"]} stands where a token should`,
    "Nothing was put in its place. The variable is not set, or nothing expands it there: a shell does so within double quotes, not within single ones.",
  ],
  "IN-04/basic": [
    "These are HTTP Basic credentials, not a JWT",
    "They are a user name and a password joined by a colon. Get a token with them first, then send that with the scheme Bearer.",
  ],
  "IN-05/percent": (a) => [
    "The token is percent-encoded",
    `${a["text"]} and the like are how a URL or cookie spells other characters. Decode such a value exactly once before verifying.`,
    "Decode it",
  ],
  "IN-07/base64": [
    "A token is wrapped in one more layer of Base64",
    "Decoded once, the text is a JWT. Kubernetes secrets and an extra btoa() do this.",
    "Unwrap it",
  ],
  "IN-07/json": [
    "A token is wrapped in a JSON string",
    "It was stringified once too often. The quotes are not part of the token.",
    "Unwrap it",
  ],
  "IN-07/escaped": (a) => [
    "Escapes of another format stand in the token",
    `${a["text"]} is how JSON, a program or HTML spells a dot or a line break. Whoever took the token out of there did not undo it.`,
    "Undo them",
  ],
  "IN-07/header": [
    "The first segment is itself a JWT",
    "The whole token was encoded again and given two more segments.",
    "Take the inner token",
  ],
  "IN-10/vendor": (a) => [
    `This is a ${a["vendor"]} credential, not a JWT`,
    "It is opaque: only its issuer can tell what it stands for. If it is in use, keep it out of places where it is seen.",
  ],
  "IN-10/paseto": [
    "This is a PASETO, not a JWT",
    "It says its version and purpose first, and has no header in JSON. Libraries for PASETO read it.",
  ],
  "IN-10/session": (a) => [
    `This is a session of ${a["framework"]}, not a JWT`,
    `It is signed data with a time. Only the application that holds its secret key checks it, with ${a["framework"] === "Flask" ? "itsdangerous" : "django.core.signing"}.`,
  ],
  "IN-10/pem": ["This is a key or certificate, not a token", "It belongs in the Public key or Private key field."],
  "IN-10/jwk": ["This is a JSON Web Key, not a token", "It belongs in the Public key or Private key field."],
  "IN-10/jwks": ["This is a JWK Set, not a token", "It belongs in the Public key field."],
  "IN-10/url": ["This is a URL, and no token was found in it", "Paste the token itself. This page fetches nothing."],
  "IN-10/json": [
    "This is JSON, and no token was found in it",
    "A token is three segments joined by dots, or a JSON object with payload and signature (RFC 7515 section 7).",
  ],
  "IN-10/prose": [
    "No token was found in this text",
    "A JWT is three segments of letters, digits, - and _ joined by dots, and often starts with eyJ.",
  ],
  "IN-10/opaque": [
    "This is not a JWT",
    "It has no header that decodes to JSON. It may be an opaque token: only its issuer can check it, by introspection (RFC 7662). With Auth0, ask for one with an audience.",
  ],
  "IN-08/one": [
    "One segment, where a signed token has three",
    "There is no dot. What stands here reads as a header; payload and signature are missing. Copy the whole token.",
  ],
  "IN-08/two": [
    "Two segments, where a signed token has three",
    "The signature and the dot before it are missing. Even an unsecured token ends with a dot (RFC 7515 Appendix A.5).",
  ],
  "IN-08/many": (a) => [
    `${a["count"]} segments, where a signed token has three and an encrypted one five`,
    "The first three are shown. What follows belongs to no segment.",
    "Remove what follows",
  ],
  "IN-08/concatenated": [
    "Two tokens run into each other",
    "A second one starts where the first ends. Send exactly one.",
    "Keep the first",
  ],
  "IN-23/header": ["The header is empty", "The token starts with a dot, so that nothing says how it was signed."],
  "IN-23/signature": (a) => [
    "The signature is missing",
    `alg says ${a["alg"]}, and nothing follows the last dot. It may have been removed on purpose before sharing; the claims still read.`,
  ],
  "IN-18/detached": [
    "The payload is empty",
    "Either it was left out, or the token is detached: its content then travels beside it, byte for byte (RFC 7515 Appendix F).",
  ],
  "IN-20/size": (a) => [`The token has ${a["size"]} characters`, `That is too long for ${a["stops"]}.`],
  "IN-11/last": (a) => [
    "The token was cut off",
    `The ${a["segment"]} has ${a["length"]} characters, and no byte string encodes to that many. At least one is missing; the token ends after ${a["total"]}. Look for limits on cookies, columns and log lines.`,
  ],
  "IN-11/length": (a) => [
    `The ${a["segment"]} lacks a character`,
    `It has ${a["length"]}, and no byte string encodes to that many (RFC 4648 section 4).`,
  ],
  "IN-11/ellipsis": (a) => [
    "The token was shortened",
    `It ends with ${a["text"]}, as logs and support tickets shorten texts. Copy the whole token.`,
  ],
  "IN-11/middle": (a) => [
    "The token was shortened",
    `${a["text"]} stands at character ${a["at"]} for what was left out. Copy the whole token.`,
  ],
  "IN-11/start": (a) => [
    "The token lacks its beginning",
    `It begins ${a["text"]}…; with ${a["missing"]} in front the header reads. Copy the whole token.`,
    `Put ${a["missing"]} in front`,
  ],
  "IN-11/json": (a) => [
    "The token was cut off",
    `The ${a["segment"]} stops in the middle of its JSON, after ${plural(a["total"], "character")} in all. Look for limits on cookies, columns and log lines.`,
  ],
  "IN-06/alphabet": (a) => [
    `${a["character"]} in the ${a["segment"]}: Base64, not base64url`,
    `At ${a["at"]}. ${STRICT} ${SIGNED}`,
    "Convert to base64url",
  ],
  "IN-06/padding-all": (a) => [
    `Padding in ${a["segments"]}`,
    `The encoder kept the equals signs that RFC 7515 section 2 has left out, as load balancers of AWS do. ${SIGNED}`,
    "Drop all padding",
  ],
  "IN-06/padding": (a) => [
    `Padding in the ${a["segment"]}`,
    `${plural(a["count"], "equals sign")} at ${a["at"]}. RFC 7515 section 2 has padding left out. ${SIGNED}`,
    "Drop the padding",
  ],
  "IN-12/torn": (a) => [
    `The pasted token breaks at ${a["character"]}`,
    `It stands at character ${a["at"]} of what was pasted, and more follows like a token. No base64url has it, so that the token was taken to end there.`,
    "Put it back",
  ],
  "IN-12/visible": (a) => [
    `${a["character"]} in the ${a["segment"]}`,
    `At character ${a["at"]}. ${STRICT}`,
    a["meant"] ? `Replace ${itOrAll(a)} with ${a["meant"]}` : `Remove ${itOrAll(a)}`,
  ],
  "IN-12/hidden": (a) => [
    `An invisible character in the ${a["segment"]}`,
    `${a["character"]} at character ${a["at"]}. Chats and word processors put such in. Copy the token from where it was issued.`,
    `Remove ${itOrAll(a)}`,
  ],
  "IN-12/ellipsis": (a) => [
    "The token was shortened",
    `An ellipsis (${a["character"]}) stands at character ${a["at"]} for what was left out. Copy the whole token.`,
    "Remove it",
  ],
  "IN-14/bits": (a) => [
    `The last character of the ${a["segment"]} is not the canonical one`,
    `${a["character"]} carries bits that no byte uses; ${a["canonical"]} says the same. Strict decoders refuse it (RFC 4648 section 3.5), lenient ones take both: never use a token's text as the key of a deny-list.`,
    "Write the canonical one",
  ],
  "IN-16/utf8": (a) => [
    `The ${a["segment"]} is not UTF-8`,
    `The bytes ${a["bytes"]} at ${a["at"]} are no character and show as U+FFFD. An edit of this pane would lose them.`,
  ],
  "IN-16/binary": (a) => [
    `The ${a["segment"]} is no text`,
    `Of its ${plural(a["size"], "byte")} many are not UTF-8, as of something encrypted, compressed or cut out of the middle. ${a["segment"] === "header" ? "Without a header nothing can be verified." : "Any content may be signed; as a JWT the token is refused (RFC 7519 section 7.2)."}`,
  ],
  "IN-16/compressed": [
    "The payload is compressed",
    "The header has zip: DEF, as health cards do. That is for encrypted tokens (RFC 7516 section 4.1.3): a verifier of JWTs does not expand it, and neither does this page. The signature is made over it as it stands.",
  ],
  "IN-16/twice": [
    "The payload is a string that holds JSON",
    "It was made JSON twice: sign the object itself, not its text. As a JWT it is refused (RFC 7519 section 7.2).",
  ],
  "IN-16/type": (a) => [
    `The ${a["segment"]} is ${a["type"]}, not a JSON object`,
    a["segment"] === "header"
      ? "Without an object there is no alg, and nothing can be verified (RFC 7515 section 5.2)."
      : "As a signed text it stands; as a JWT it is refused (RFC 7519 section 7.2).",
  ],
  "IN-16/plain": (a) => [
    `The ${a["segment"]} is not JSON`,
    `It reads "${a["text"]}". ${a["segment"] === "header" ? "Without a header nothing can be verified." : "Any content may be signed; as a JWT the token is refused (RFC 7519 section 7.2)."}`,
  ],
  "IN-16/depth": (a) => [
    `The ${a["segment"]} nests too deep`,
    "It is read to a depth of 1,000 and shown as raw text. Most parsers stop far earlier.",
  ],
  "IN-16": (a, variant) => [
    `The ${a["segment"]} is not JSON: ${JSON_PROBLEMS[variant as JsonProblem["code"]]}`,
    `${variant.startsWith("unclosed") ? "The marked bracket stays open." : `There is ${a["found"]}.`} ${a["segment"] === "header" ? "Without a header nothing can be verified." : "The signature can still be judged; as a JWT the token is refused (RFC 7519 section 7.2)."}`,
  ],
  "IN-15/header": (a) => [
    `Header member "${a["name"]}" appears ${a["count"] === 2 ? "twice" : `${a["count"]} times`}`,
    "Readers may take the first, take the last, or refuse the token (RFC 7515 section 4). The verdict here goes by the last.",
  ],
  "IN-15/claim": (a) => [
    `Member "${a["name"]}" appears ${a["count"] === 2 ? "twice" : `${a["count"]} times`}`,
    "Readers may take the first, take the last, or refuse the token (RFC 7519 section 4), so that two services can see two different claims.",
  ],
  "IN-15/nested": (a) => [
    `A nested member "${a["name"]}" appears ${a["count"] === 2 ? "twice" : `${a["count"]} times`}`,
    "Readers differ in which one they take (RFC 8259 section 4).",
  ],
  "IN-24/rounded": (a) => [
    `${a["name"]} is a number that many readers change`,
    `Written ${a["raw"]}, it is read as ${a["read"]} where numbers are doubles. Here it stays as written. Issue long numbers as strings.`,
  ],
  "IN-24/infinite": (a) => [
    `${a["name"]} is too large for a double`,
    `${a["raw"]} becomes ${a["read"]} in JavaScript and an error elsewhere. Here it stays as written.`,
  ],
  "IN-09/jwe": (a) => [
    "This token is encrypted",
    `A JWE with ${a["alg"]} and ${a["enc"]}: only the header reads without the recipient's key.${a["alg"] === "dir" && a["enc"] === "A256GCM" ? " If you expected to read it: Auth0 issues such a token where no audience was asked for." : ""}`,
  ],
  "jwe-practice/rsa1_5": [
    "RSA1_5 encrypts the key with old padding",
    "Recipients that answer differently to bad padding give the key away, bit by bit (Bleichenbacher). Use RSA-OAEP-256 (RFC 8725 section 3.2); many libraries refuse RSA1_5.",
  ],
  "jwe-practice/zip": [
    "The content is compressed before it is encrypted",
    "The length of the ciphertext then tells about the content, and a small token can unpack to a huge one. Leave zip out (RFC 8725 section 3.6); readers limit what they unpack.",
  ],
  "jwe-shape/missing": (a) => [
    `The JWE header has no ${a["name"]}`,
    "Both alg and enc must be there (RFC 7516 section 4.1).",
  ],
  "jwe-shape/type": (a) => [`${a["name"]} is not a string`, "RFC 7516 section 4.1 has it name an algorithm."],
  "jwe-shape/alg": (a) => [
    `${a["value"]} is no key management algorithm`,
    "RFC 7518 section 4.1 lists them; five segments make an encrypted token. With three it would be a signed one.",
  ],
  "jwe-shape/enc": (a) => [
    `${a["value"]} is no content encryption algorithm`,
    "RFC 7518 section 5.1 lists them: A128GCM, A128CBC-HS256 and so on.",
  ],
  "jwe-shape/zip": ["zip is not DEF", "The only registered compression is DEF (RFC 7516 section 4.1.3)."],
  "jwe-shape/length": (a) => [
    `The ${a["segment"]} has ${a["actual"]} bytes, not ${a["expected"]}`,
    "alg and enc settle its length (RFC 7518 sections 4 and 5). No key opens this token.",
  ],
  "jwe-shape/block": (a) => [
    `The ciphertext has ${a["actual"]} bytes`,
    `AES-CBC makes whole blocks of ${a["block"]} bytes, one at least. Some are missing.`,
  ],
  "jwe-shape/no-key": ["The encrypted key is empty", "Only dir and ECDH-ES leave it empty (RFC 7516 section 5.1)."],
  "jwe-shape/segments": (a) => [
    `An encrypted token has five segments, this one ${a["count"]}`,
    `The header says ${a["alg"]} and enc. Copy the whole token.`,
  ],
  "jwe-shape/empty-header": [
    "The header is empty",
    "The token starts with a dot, so that nothing says how it was encrypted.",
  ],
  "jwe-shape/epk-missing": [
    "epk is not a key",
    "ECDH-ES needs the sender's ephemeral public key there, as a JWK object (RFC 7518 section 4.6.1.1).",
  ],
  "jwe-shape/epk-type": [
    "epk is no key for ECDH",
    "Its kty must be EC or OKP (RFC 7518 section 4.6.1.1, RFC 8037 section 3.2).",
  ],
  "jwe-shape/epk-curve": [
    "epk is on no curve for ECDH",
    "P-256, P-384 and P-521 are for EC keys, X25519 and X448 for OKP keys.",
  ],
  "jwe-shape/epk-coordinate": [
    "epk has a coordinate of the wrong length",
    "Each is base64url and as long as the curve's field (RFC 7518 section 6.2.1.2).",
  ],
  "jwe-shape/epk-off-curve": [
    "epk is not on its curve",
    "No sender makes such a point. Recipients that do not check give away bits of their private key (RFC 8725 section 3.4).",
  ],
  "jwe-shape/epk-private": [
    "epk carries a private key",
    "The sender's ephemeral key must be public: with it the content can be decrypted by anyone.",
  ],
  "jwe-shape/p2c": ["p2c is no count of iterations", "It must be a positive whole number (RFC 7518 section 4.8.1.2)."],
  "jwe-shape/p2c-high": (a) => [
    `p2c asks for ${a["count"]} iterations`,
    "That can keep a server busy for seconds to hours before anything is checked. Verifiers set a limit (RFC 8725 section 3.13 of its revision).",
  ],
  "jwe-shape/p2c-low": (a) => [
    `p2c asks for only ${a["count"]} iterations`,
    "RFC 7518 section 4.8.1.2 recommends 1,000 at least; the password is quickly guessed.",
  ],
  "jwe-shape/p2s": ["p2s is no usable salt", "It must be base64url of 8 bytes or more (RFC 7518 section 4.8.1.1)."],
  "IN-17/jws": (a) => [
    `JWS JSON Serialization, ${a["form"]}, ${plural(a["count"], "signature")}`,
    "Most JWT libraries read the compact form only (RFC 7519 section 1).",
  ],
  "IN-17/jwe": (a) => [
    `JWE JSON Serialization, ${a["form"]}, ${plural(a["count"], "recipient")}`,
    "Most JWT libraries read the compact form only (RFC 7519 section 1).",
  ],
  "json-form/json": ["The JSON of this token does not parse", "It breaks at the marked place."],
  "json-form/duplicate": (a) => [
    `Member "${a["name"]}" appears more than once`,
    "Readers differ in which one they take.",
  ],
  "json-form/missing": (a) => [
    `${a["name"]} is missing`,
    "The JSON Serialization needs it (RFC 7515 section 7.2, RFC 7516 section 7.2).",
  ],
  "json-form/type": (a) => [`${a["name"]} is not a string`, "It must be base64url in a string."],
  "json-form/base64url": (a) => [
    `${a["name"]} is not base64url`,
    "It must be base64url without padding, and is left out where it is empty.",
  ],
  "json-form/entries": (a) => [
    `${a["name"]} is not a list of objects`,
    "It must be an array with one object at least (RFC 7515 section 7.2.1).",
  ],
  "json-form/both": (a) => [
    `${a["name"]} stands beside ${a["list"]}`,
    "The flattened form has the one, the general form the other, never both (RFC 7515 section 7.2.2).",
  ],
  "json-form/entry": (a) => [
    `An entry of ${a["name"]} is not an object`,
    "Each is an object with its own signature or encrypted key.",
  ],
  "json-form/protected": [
    "protected does not decode to a JSON object",
    "It is the base64url of the protected header (RFC 7515 section 7.2.1).",
  ],
  "json-form/header": (a) => [
    `${a["name"]} is not an object`,
    "Unprotected header parameters stand in a plain JSON object.",
  ],
  "json-form/shared": (a) => [
    `${a["name"]} stands in two headers`,
    "Protected and unprotected headers must not share a member (RFC 7515 section 7.2.1).",
  ],
  "json-form/crit": ["crit is not protected", "It must stand in the protected header (RFC 7515 section 4.1.11)."],
  "json-form/alg": ["No header says alg", "One of them must (RFC 7515 section 4.1.1)."],
  "IN-19/plain": (a) => [
    `An SD-JWT with ${plural(a["count"], "disclosure")}`,
    "Only what stands before the first ~ is a JWT; verify that part, then the digests (RFC 9901 section 7).",
  ],
  "IN-19/bound": (a) => [
    `An SD-JWT with ${plural(a["count"], "disclosure")} and a key-binding JWT`,
    "Only what stands before the first ~ is the issuer's JWT; the last part proves who presents it (RFC 9901 section 7.3).",
  ],
  "sd-jwt/hash": [
    "_sd_alg names no known hash",
    "It must be a name of the IANA hash registry, such as sha-256 (RFC 9901 section 4.1.1).",
  ],
  "sd-jwt/other-hash": (a) => [
    `The digests are made with ${a["hash"]}`,
    "Verifiers must support sha-256; they need not know others (RFC 9901 section 4.1.1).",
  ],
  "sd-jwt/key-binding": [
    "The last part is no key-binding JWT",
    "After the last ~ stands nothing, or a JWT whose typ is kb+jwt (RFC 9901 section 4.3).",
  ],
  "sd-jwt/empty": [
    "A disclosure is empty",
    "Two ~ follow each other. Each disclosure is base64url of a JSON array (RFC 9901 section 4.2).",
  ],
  "sd-jwt/base64url": [
    "A disclosure is not base64url",
    "Its digest is made over these very characters (RFC 9901 section 4.2.3).",
  ],
  "sd-jwt/utf8": ["A disclosure is not UTF-8", "It must be UTF-8 JSON (RFC 9901 section 4.2)."],
  "sd-jwt/json": ["A disclosure is not JSON", "It must be a JSON array (RFC 9901 section 4.2)."],
  "sd-jwt/array": [
    "A disclosure has the wrong shape",
    "It is an array of salt, name and value, or of salt and value (RFC 9901 sections 4.2.1 and 4.2.2).",
  ],
  "sd-jwt/name": [
    "A disclosure has a name that it must not have",
    "A claim name is a string, and neither _sd nor ... (RFC 9901 section 4.2.1).",
  ],
};
