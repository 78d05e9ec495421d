import { type Args, plural, type Wordings } from "./wording.ts";

const ENCODED =
  "Signer and verifier must read it the same way: as text it is another key than the bytes that it encodes.";

/** Of a guess that was tried: the button stays, since the secret is possibly wrong and its encoding too. */
function tried(a: Args): string {
  return Number(a["refuted"] ?? 0) > 0 ? " It does not verify so either." : "";
}

export const secretWordings: Wordings = {
  "SEC-01": (a) => [
    `The secret looks like ${a["encoding"]}`,
    `Read as ${a["encoding"]} it is ${plural(a["bytes"], "byte")}; now it is read as ${a["now"]}. ${ENCODED}${tried(a)}`,
    `Read it as ${a["encoding"]}`,
  ],
  "SEC-03/looks-hex": (a) => [
    "The secret looks like hex",
    `Read as hex it is ${plural(a["bytes"], "byte")}; now it is read as ${a["now"]}. ${ENCODED}${tried(a)}`,
    "Read it as hex",
  ],
  "SEC-02/alphabet": (a) => [
    `The secret is not ${a["encoding"]}`,
    `Character ${a["at"]} is of ${a["other"]}.`,
    `Read it as ${a["other"]}`,
  ],
  "SEC-02/lone-surrogate": (a) => [
    "The secret holds half a character",
    `At ${a["at"]} stands a lone surrogate, which has no UTF-8 (RFC 3629 section 3). Give the bytes as hex.`,
  ],
  "SEC-02": (a) => [
    `The secret is not ${a["encoding"]}`,
    `It breaks at character ${a["at"]}. Where the secret is plain text, read it as UTF-8.`,
    "Read it as UTF-8",
  ],
  "SEC-04/white-space": (a) => [
    "The secret has white space at an end",
    `It counts as part of the key. It rarely is meant to: settings files and copying add it.${tried(a)}`,
    "Take it away",
  ],
  "SEC-04/trailing-newline": (a) => [
    "The secret ends with a line break",
    `It counts as part of the key. Files and echo without -n add one.${tried(a)}`,
    "Take it away",
  ],
  "SEC-04/carriage-return": [
    "The pasted secret holds a carriage return",
    "A text field can not show it (U+000D), but it counts as part of the key. As hex the same bytes stand in plain sight.",
    "Show it as hex",
  ],
  "SEC-05/quotes": (a) => [
    "The secret stands in quotes",
    `They count as part of the key. Some settings files and docker --env-file keep them, others drop them.${tried(a)}`,
    "Take them away",
  ],
  "SEC-16/looks-jwk": (a) => [
    "The secret is a JSON Web Key",
    `The key is its member k, ${plural(a["bytes"], "byte")} in base64url, and not this text (RFC 7518 section 6.4).${tried(a)}`,
    "Use its k",
  ],
  "SEC-16/looks-pem": [
    "The secret is a PEM key",
    "HMAC takes its characters as they stand. A verifier that takes a public key for a secret accepts forged tokens (RFC 8725 section 2.1).",
  ],
  "SEC-09/short": (a) => [
    `The secret has ${a["bits"]} bits; ${a["alg"]} asks for ${a["needed"]}`,
    `RFC 7518 section 3.2 wants ${a["neededBytes"]} bytes at least. A short secret can be guessed from one token, and several libraries refuse it.`,
  ],
  "SEC-11/verified": [
    "The secret is a public key: the key confusion attack",
    "Everybody has a public key, so that anyone can make tokens that verify so. A verifier that lets the header choose between HMAC and its own algorithm accepts them (RFC 8725 section 2.1).",
  ],
  "SEC-12/published": (a) => [
    "Signed with a published secret",
    `It is in ${a["source"]}, so anyone can sign any claims with it. Replace it by random bytes, as many as the hash has.`,
  ],
  "SEC-13/jwk": [
    "The key's k is empty",
    "A key of no bytes is none. The variable that it came from was possibly not set.",
  ],
  "SEC-13/space": (a) => [
    "The secret is nothing but white space",
    `${plural(a["count"], "character")} that can not be seen. The variable that it came from was possibly not set.`,
  ],
};
