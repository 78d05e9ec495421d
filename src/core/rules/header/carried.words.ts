import { plural, type Args, type Vocabulary } from "../support/words.ts";

export const carriedWords = {
  carries: (a: Args<"name" | "kind">) => [
    `${a.name} of the header is ${a.kind}`,
    "It is a token of its own, with a signature of its own, which is not checked here. Opening it puts it in the place of this token; Undo brings this one back.",
    "Open it",
  ],
  unreadable: [
    "key_attestation is not a JWT",
    "It must be a key attestation in JWT format (OpenID4VCI 1.0 appendix F.1).",
  ],
  typ: (a: Args<"typ">) => [
    "The key attestation does not say that it is one",
    `Its typ is ${a.typ === "" ? "missing" : a.typ}, and must be key-attestation+jwt (OpenID4VCI 1.0 appendix D.1).`,
  ],
  "no-keys": [
    "The key attestation attests no key",
    "attested_keys must be a list with at least one JWK (OpenID4VCI 1.0 appendix D.1).",
  ],
  attested: (a: Args<"position" | "count">) => [
    "The key of this proof is among the attested keys",
    `It is number ${a.position} of ${a.count} in attested_keys. That counts if the attestation's own signature verifies with a key that the credential issuer trusts (OpenID4VCI 1.0 appendix D.1).`,
  ],
  "not-attested": (a: Args<"thumbprint">) => [
    "The key of this proof is not among the attested keys",
    `Its thumbprint is ${a.thumbprint}. The credential issuer must refuse a proof that is not signed with an attested key (OpenID4VCI 1.0 appendix D.1).`,
  ],
  "no-exp": [
    "The key attestation has no exp",
    "It must have one if it comes in a proof (OpenID4VCI 1.0 appendix D.1).",
  ],
  expired: ["The key attestation has expired", "Get a new one from the wallet provider (OpenID4VCI 1.0 appendix D.1)."],
  "no-nonce": [
    "The proof has a nonce, and its key attestation has none",
    "If the credential issuer gave a c_nonce, both must have one (OpenID4VCI 1.0 appendix F.1).",
  ],
  "other-nonce": [
    "The proof and its key attestation have different nonces",
    "Each must be a c_nonce that the credential issuer gave; issuers usually expect the same one (OpenID4VCI 1.0 appendix F.1).",
  ],
  "other-client": (a: Args<"sub" | "client">) => [
    "The verifier attestation is for another verifier",
    `Its sub is ${a.sub}, and client_id without its prefix is ${a.client}. They must be the same (OpenID4VP 1.0 section 12).`,
  ],
  "no-cnf": [
    "The verifier attestation does not say which key signs requests",
    "It must have the key in cnf.jwk (OpenID4VP 1.0 section 12).",
  ],
  "other-key": (a: Args<"thumbprint">) => [
    "The key of the request is not the one in the verifier attestation",
    `The key has the thumbprint ${a.thumbprint}. A wallet must refuse the request (OpenID4VP 1.0 section 12).`,
  ],
  chain: (a: Args<"name" | "count" | "anchor">) => [
    `${a.name} has ${plural(a.count, "statement")}, up to ${a.anchor}`,
    "Each is about the issuer of the one before. Their signatures are not checked here, nor whether the last issuer is a trust anchor (OpenID Federation 1.0 section 10.2).",
  ],
  "chain-empty": (a: Args<"name">) => [
    `${a.name} has no statement`,
    "It must be a list of entity statements, from the sender's own up to a trust anchor (OpenID Federation 1.0 section 4).",
  ],
  "chain-unreadable": (a: Args<"name">) => [
    `A statement in ${a.name} is not a JWT`,
    "It must be a list of entity statements, from the sender's own up to a trust anchor (OpenID Federation 1.0 section 4).",
  ],
  "chain-broken": (a: Args<"name" | "position" | "iss" | "sub">) => [
    `${a.name} is broken after statement ${a.position}`,
    `Its issuer is ${a.iss}, and the next statement is about ${a.sub}: each must be about the issuer of the one before (OpenID Federation 1.0 section 10.2).`,
  ],
  "chain-other": (a: Args<"sub" | "sender">) => [
    "trust_chain belongs to another sender",
    `Its first statement is about ${a.sub}, and this token is of ${a.sender} (OpenID Federation 1.0 section 4.3).`,
  ],
} satisfies Vocabulary;
