import { type Args, type Vocabulary } from "../support/words.ts";

export const dpopWords = {
  method: (a: Args<"proof" | "request">) => [
    `The DPoP proof is for ${a.proof}, and the request is a ${a.request}`,
    "htm must be the method of the request that the proof goes with (RFC 9449 section 4.3, check 8). Make a new proof for each request.",
  ],
  "method-case": (a: Args<"proof" | "method">) => [
    `htm is ${a.proof}; methods are case-sensitive`,
    `The request's method is ${a.method} (RFC 9110 section 9.1), and htm is compared with it (RFC 9449 section 4.3).`,
    `Write ${a.method}`,
  ],
  url: (a: Args<"proof" | "request" | "part">) => [
    `The DPoP proof is for another address: the ${a.part} differs`,
    `htu is ${a.proof}, the request goes to ${a.request}. Without query and fragment they must be the same (RFC 9449 section 4.3, check 9).`,
  ],
  scheme: (a: Args<"proof" | "request">) => [
    `The DPoP proof is for ${a.proof}, and the request uses ${a.request}`,
    "htu must be the address that the client calls, with its scheme (RFC 9449 section 4.3, check 9). Behind a proxy that ends TLS a program sees http: build htu, or compare it, with the public address.",
  ],
  query: [
    "htu has a query or a fragment",
    "It must be the request's address without them (RFC 9449 section 4.2). Some servers ignore them, others refuse the proof.",
    "Leave them out",
  ],
  address: (a: Args<"value">) => [
    "htu is not a complete address",
    `It is ${a.value}. It must be the request's address with scheme and host, without query and fragment (RFC 9449 section 4.2).`,
  ],
  "other-token": [
    "The DPoP proof belongs to another access token",
    "ath must be the base64url of the SHA-256 of the access token sent along (RFC 9449 section 4.2); here it is not. The proof was made before the token was renewed, or the hash is not over the token's ASCII text.",
  ],
  "no-hash": [
    "The DPoP proof has no ath, although an access token is sent along",
    "With an access token ath is required: the base64url of the SHA-256 of its text (RFC 9449 section 4.2). Only for the token endpoint is it left out.",
  ],
  nonce: (a: Args<"nonce">) => [
    "The server asks for a nonce that the DPoP proof does not have",
    `Its answer is use_dpop_nonce, with DPoP-Nonce: ${a.nonce}. Make a new proof with that value in nonce and repeat the request (RFC 9449 section 8).`,
  ],
  "no-key": [
    "A DPoP proof without jwk",
    "Its header must have the public key that signed it, in jwk: kid alone does not do, and the server refuses the proof (RFC 9449 section 4.2).",
  ],
  symmetric: (a: Args<"alg">) => [
    `A DPoP proof cannot be signed with ${a.alg}`,
    "Its algorithm must be asymmetric, such as ES256: everyone can verify it with the public key in jwk (RFC 9449 section 4.2).",
  ],
  type: (a: Args<"typ">) => [
    "It looks like a DPoP proof, but typ is not dpop+jwt",
    `typ is ${a.typ || "missing"}; with jwk, htm and htu this can hardly be anything else. A server refuses such a proof (RFC 9449 section 4.3, check 4).`,
  ],
  bearer: [
    "A DPoP proof was sent in place of the access token",
    "The access token goes into Authorization: DPoP, the proof into the DPoP field next to it (RFC 9449 section 7.1).",
  ],
} satisfies Vocabulary;
