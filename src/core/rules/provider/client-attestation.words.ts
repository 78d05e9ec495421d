import type { Args, Vocabulary } from "../support/words.ts";

export const clientAttestationWords = {
  joined: [
    "A client attestation and its proof of possession, joined by ~",
    "This is how a wallet or app authenticated as an OAuth client in earlier drafts (Attestation-Based Client Authentication, draft 05, section 7). It is not an SD-JWT: it has no disclosures and no sd_hash. Both JWTs are judged, the second with the key in cnf of the first. Since then each goes in a header field of its own: OAuth-Client-Attestation and OAuth-Client-Attestation-PoP.",
  ],
  proven: [
    "The PoP verifies with the key in cnf of the attestation",
    "Whoever sent this has the key of the client instance, if the attester's signature verifies too, since the attester names the key.",
  ],
  "other-key": [
    "The key in cnf of the attestation did not sign the PoP",
    "A server must refuse this: someone else sent the attestation, or the PoP was changed since (Attestation-Based Client Authentication section 7.2).",
  ],
  another: [
    "The PoP was verified with a key other than the one in cnf of the attestation",
    "Only the key in cnf counts. Empty the key fields of the PoP to use that one.",
  ],
  "own-key": (a: Args<"actual">) => [
    "The PoP brings a key that is not the one in cnf of the attestation",
    `The thumbprint of its jwk is ${a.actual}. Only the key in cnf counts, so a server must refuse this (Attestation-Based Client Authentication section 7.2).`,
  ],
  "with-pop": [
    "The proof of possession of this client attestation came with it",
    "Their claims are compared here. Whether the PoP is signed with the key in cnf is shown when both are judged together.",
    "Judge both together",
  ],
  "with-attestation": [
    "The client attestation of this proof of possession came with it",
    "Their claims are compared here. Whether this PoP is signed with the key in cnf of the attestation is shown when both are judged together.",
    "Judge both together",
  ],
  "no-pop": [
    "The client attestation has no proof of possession",
    "A JWT signed with the key in cnf must follow the ~. Without it anyone who has seen the attestation could use it.",
  ],
  "no-key": [
    "The client attestation has no key in cnf.jwk",
    "The key of the client instance must be there as a JWK, so that a server can check the proof of possession (Attestation-Based Client Authentication section 4).",
  ],
  "private-key": [
    "cnf of the client attestation has a PRIVATE key",
    "Whoever has seen the attestation can make proofs with it. A server must refuse it (Attestation-Based Client Authentication section 7.1).",
  ],
  lacks: (a: Args<"name">) => [
    `The client attestation has no ${a.name}`,
    `${a.name} is required: ${a.name === "sub" ? "it is the client_id" : "it says until when the attestation counts"} (Attestation-Based Client Authentication section 4).`,
  ],
  "pop-lacks": (a: Args<"name">) => [
    `The PoP has no ${a.name}`,
    `${a.name} is required: ${a.name === "aud" ? "it names the authorization server" : "by it a server notices a replay"} (Attestation-Based Client Authentication section 5.1).`,
  ],
  mac: (a: Args<"what" | "alg">) => [
    `${a.what} must not use ${a.alg}`,
    "Both JWTs are signed with asymmetric algorithms; a server must refuse a MAC (Attestation-Based Client Authentication section 7).",
  ],
  "other-client": (a: Args<"iss" | "sub">) => [
    "The PoP and the attestation name different clients",
    `iss of the PoP is ${a.iss}, sub of the attestation ${a.sub}. Where a PoP has iss, both are the client_id (Attestation-Based Client Authentication, draft 05, sections 5.1 and 5.2).`,
  ],
  "other-client-id": (a: Args<"client" | "sub">) => [
    "The request and the attestation name different clients",
    `client_id of the request is ${a.client}, sub of the attestation ${a.sub}. They must be the same (Attestation-Based Client Authentication section 7).`,
  ],
  "other-audience": (a: Args<"aud" | "host">) => [
    "The PoP is made for a server other than the one that the request goes to",
    `aud is ${a.aud}, and the request went to ${a.host}. aud must be the issuer of the authorization server (Attestation-Based Client Authentication section 5.1).`,
  ],
} satisfies Vocabulary;
