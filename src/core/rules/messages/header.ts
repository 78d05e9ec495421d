import type { Wordings } from "./wording.ts";

export const headerWordings: Wordings = {
  "HDR-09/graph": (a) => [
    "This token is for Microsoft Graph alone",
    `Its aud is ${a["aud"]}${a["nonce"] ? ", and its header has a nonce" : ""}. Microsoft signs such a token with another nonce than it sends, so that nobody else can verify it. Ask for a token of your own API's scope.`,
  ],
  "HDR-01/none": [
    "The token is not signed",
    "alg is none: anyone can write such a token. Verifiers refuse it unless they were told to expect it (RFC 8725 section 3.2).",
  ],
  "HDR-01/signature": [
    "alg is none, and yet a signature follows",
    "With none the signature must be empty (RFC 7518 section 3.6). A verifier that looks only at alg takes any content.",
  ],
  "HDR-01/spelling": (a) => [
    `alg is ${a["alg"]}: none in another spelling`,
    "Names are case-sensitive, so that this is no algorithm at all. Attackers spell it so to get past a filter: a verifier that compares loosely takes the token unsigned.",
  ],
  "HDR-03/missing": ["The header has no alg", "It must say the algorithm (RFC 7515 section 4.1.1)."],
  "HDR-03/misnamed": (a) => [
    `The header says ${a["name"]}, not alg`,
    "Names are exact: the member must be called alg (RFC 7515 section 4.1.1).",
  ],
  "HDR-03/type": (a) => [
    `alg is ${a["type"]}, not a string`,
    "It must be a string with the algorithm's name (RFC 7515 section 4.1.1).",
  ],
  "HDR-03/case": (a) => [
    `alg ${a["alg"]} is no algorithm; ${a["meant"]} is`,
    "Names are compared letter by letter (RFC 7515 section 4.1.1). Changing it changes what is signed.",
    `Write ${a["meant"]}`,
  ],
  "HDR-03/encryption": (a) => [
    `${a["alg"]} encrypts keys, it does not sign`,
    "It belongs into a token of five segments (JWE).",
  ],
  "HDR-03/not-built": (a) => [
    `This page does not do ${a["alg"]}`,
    "The algorithm is registered (RFC 9864), but its signatures are neither checked nor made here.",
  ],
  "HDR-03/empty": ["alg is an empty string", "It must name the algorithm (RFC 7515 section 4.1.1)."],
  "HDR-03/nats": (a) => [
    `${a["alg"]} is NATS's own name for Ed25519`,
    "NATS reads it; verifiers of JWTs refuse it, and so does this page. Changing the name changes what is signed.",
  ],
  "HDR-03/unknown": (a) => [
    `alg ${a["alg"]} is not a registered algorithm`,
    `A verifier that does not know it must refuse the token (RFC 7515 section 5.2).${a["like"] ? ` Possibly ${a["like"]} is meant, which is its name here: say so where the token is signed.` : ""}`,
  ],
  "HDR-05/shape": [
    "crit is not a list of names",
    "It must be an array of one or more strings (RFC 7515 section 4.1.11). Otherwise the token is refused.",
  ],
  "HDR-05/twice": (a) => [`crit lists ${a["name"]} twice`, "Each name stands there once (RFC 7515 section 4.1.11)."],
  "HDR-05/absent": (a) => [
    `crit lists ${a["name"]}, which is not in the header`,
    "Every name in it must be a member of the same header (RFC 7515 section 4.1.11).",
  ],
  "HDR-05/standard": (a) => [
    `crit lists ${a["name"]}, which is no extension`,
    "Names that the standard itself defines must not be listed (RFC 7515 section 4.1.11).",
  ],
  "HDR-05/unknown": (a) => [
    `crit requires ${a["name"]} to be understood`,
    "A verifier that does not implement it must refuse the token (RFC 7515 section 4.1.11). This page does not implement it.",
  ],
  "HDR-06/type": ["b64 is neither true nor false", "RFC 7797 section 3 has it be a boolean."],
  "HDR-06/not-critical": [
    "b64 is false, and crit does not list it",
    "It must be listed (RFC 7797 section 6): a verifier that does not know b64 reads other bytes as signed.",
  ],
  "HDR-06/true": [
    "b64 is true without being listed in crit",
    "True is the default and need not be said. Where it is, crit should list it (RFC 7797 section 6).",
  ],
  "HDR-06/unencoded": [
    "The payload is not base64url-encoded",
    "b64 is false: the payload is signed as it stands (RFC 7797 section 3). JWTs must not use this (section 7).",
  ],
  "HDR-07/jwk": [
    "The token carries its own key",
    "A key proves nothing if the sender chose it: verifiers use keys that they knew before (RFC 8725 section 3.10). It is used here only when you ask.",
    "Check against the token's own key",
  ],
  "HDR-07/private": [
    "The token carries a PRIVATE key",
    "Whoever has seen this token can sign with that key. Treat it as published, and never trust a key because a token brings it.",
    "Check against the token's own key",
  ],
  "HDR-07/x5c": [
    "The token carries its own certificate chain",
    "It proves something only where a verifier checks the chain to a root that it trusts. Here a chain is shown, not validated.",
    "Check against the token's own key",
  ],
  "HDR-07/proof": (a) => [
    "The token brings its own key, as a proof must",
    `A ${a["typ"]} shows that its sender has this key. It counts only where the key's thumbprint is the one that the access token or request is bound to (RFC 9449 section 4.3).`,
    "Check against the token's own key",
  ],
  "HDR-07/chained": (a) => [
    "The token brings its certificate chain, as its kind does",
    `A ${a["typ"]} names its issuer so. It proves something only where a verifier checks the chain to a root that it trusts; here it is shown, not validated.`,
    "Check against the token's own key",
  ],
  "HDR-07/inner": (a) => [
    `${a["name"]} points into the verifier's own network: ${a["url"]}`,
    "A verifier that follows it can be made to read what only it can reach (RFC 8725 sections 2.9 and 3.10). This page never fetches it.",
  ],
  "HDR-07/malformed": (a) => [
    `${a["name"]} holds no readable key`,
    "Verifiers must not trust a key that comes with the token, and this one they can not even read (RFC 7515 section 4.1).",
  ],
  "HDR-07/fetch": (a) => [
    `${a["name"]} points to ${a["url"]}`,
    "A verifier that fetches keys from where a token says can be led anywhere (RFC 8725 section 3.10). This page never fetches it.",
  ],
  "HDR-07/url": (a) => [
    `url points to ${a["url"]}`,
    "ACME signs the address of its request there (RFC 8555 section 6.4). This page never fetches it.",
  ],
  "HDR-08/kid": (a) => [
    `kid looks like ${a["like"]}`,
    `${a["kid"]}: a verifier that uses it to open a file, a URL or a table can be misled. It is only a name to compare (RFC 7515 section 4.1.4).`,
  ],
  "header-type/type": (a) => [
    `${a["name"]} is ${a["type"]}, not ${a["expected"]}`,
    `${a["spec"]} settles its type. Verifiers that read it possibly refuse the token.`,
  ],
  "header-type/empty": (a) => [
    `${a["name"]} is ${a["type"]}`,
    `An empty ${a["name"]} says nothing (${a["spec"]}), and some verifiers refuse it.`,
  ],
};
