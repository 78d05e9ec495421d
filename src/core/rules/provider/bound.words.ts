import type { Args, Vocabulary } from "../support/words.ts";

export const boundWords = {
  several: (a: Args<"names">) => [
    `cnf names more than one key: ${a.names}`,
    "It must name a single key, with at most one of jwk, jwe and jku (RFC 7800 section 3.1). Verifiers differ in which one they take.",
  ],
  unknown: (a: Args<"names">) => [
    "cnf does not name a key in a way that is known here",
    `It has ${a.names}. The key that the sender must have is named by jwk, jwe, kid, jku (RFC 7800), jkt (RFC 9449) or x5t#S256 (RFC 8705).`,
  ],
  mistyped: (a: Args<"name" | "expected">) => [
    `cnf.${a.name} is not ${a.expected}`,
    "So it names no key, and a verifier that looks for one there must refuse the token (RFC 7800 section 3, RFC 9449 section 6.1, RFC 8705 section 3.1).",
  ],
  "jku-plain": (a: Args<"url">) => [
    "cnf.jku is not https",
    `The key set at ${a.url} must be fetched over TLS, or anyone on the way can name a key of their own (RFC 7800 section 3.5).`,
  ],
  jwk: (a: Args<"thumbprint">) => [
    "Bound to the key in cnf",
    `Its sender must prove possession of this key, with a key binding, a proof or a signed request (RFC 7800 section 3.2).${a.thumbprint === "" ? "" : ` The key's thumbprint is ${a.thumbprint}.`} Such a proof is not in this token.`,
  ],
  jwe: [
    "Bound to a key that is encrypted in cnf",
    "cnf.jwe is a JWK that only its recipient can decrypt, so nobody else can check a proof of possession (RFC 7800 section 3.3).",
  ],
  kid: (a: Args<"kid">) => [
    "Bound to a key that cnf names by its kid",
    `The verifier must already have the key with kid ${a.kid}; the token does not say where to get it (RFC 7800 section 3.4).`,
  ],
  jku: (a: Args<"url">) => [
    "Bound to a key in the set at cnf.jku",
    `It is ${a.url}. This page does not fetch it (RFC 7800 section 3.5).`,
  ],
  dpop: [
    "Bound to a DPoP key",
    "cnf.jkt names the key that the sender must prove possession of (RFC 9449). Sent as plain Bearer it is refused.",
  ],
  "dpop-bearer": [
    "Bound to a DPoP key, and sent as Bearer",
    "cnf.jkt names the key that the sender must prove possession of: send Authorization: DPoP and a proof (RFC 9449 section 7.1). As Bearer it is refused.",
  ],
  "dpop-proof": [
    "The pasted DPoP proof has the key that cnf.jkt names",
    "The thumbprint of its jwk is the one in cnf.jkt (RFC 9449 section 6.1). The proof's own signature is not checked here: open the proof to check it.",
  ],
  "dpop-other": (a: Args<"actual">) => [
    "The pasted DPoP proof does not have the key that cnf.jkt names",
    `The thumbprint of its jwk is ${a.actual}, so the token is refused with this proof. Use the key that the token was requested with (RFC 9449 section 4.3).`,
  ],
  "dpop-others": [
    "No pasted DPoP proof has the key that cnf.jkt names",
    "None of their keys has the thumbprint in cnf.jkt, so the token is refused with any of them. Use the key that the token was requested with (RFC 9449 section 4.3).",
  ],
  mtls: [
    "Bound to a client certificate",
    "cnf names the client certificate of the TLS connection it must be sent over (RFC 8705).",
  ],
  "mtls-certificate": (a: Args<"where">) => [
    "Bound to a client certificate that is here",
    `The certificate ${a.where} has the thumbprint in cnf.x5t#S256. Whether the sender has its private key is shown only by the TLS connection (RFC 8705 section 3).`,
  ],
  "mtls-other": [
    "Bound to a client certificate other than the pasted one",
    "The certificate pasted with the token does not have the thumbprint in cnf.x5t#S256. If it is the client's, the token is refused (RFC 8705 section 3).",
  ],
  spelled: (a: Args<"name" | "how">) => [
    `cnf.${a.name} is not spelled as a thumbprint`,
    `It is ${a.how}; verifiers compare base64url without padding, character by character (RFC 7638 section 3).`,
    "Write it in base64url",
  ],
  length: (a: Args<"name" | "bytes">) => [
    `cnf.${a.name} is not a SHA-256 thumbprint`,
    `It is ${a.bytes} bytes in base64url, not 32, so no key or certificate has it (RFC 9449 section 6.1, RFC 8705 section 3.1).`,
  ],
} satisfies Vocabulary;
