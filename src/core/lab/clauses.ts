import type { Clause } from "./types.ts";

const RFC = "RFC 8725";
const BIS = "RFC 8725bis";

function clause(document: string, section: string, title: string, asks: string): Clause {
  return { document, section, title, asks };
}

/** The clauses that the scenarios cite. The requirement is in our words; the title is the document's. */
export const CLAUSES = {
  algorithm: clause(
    RFC,
    "3.1",
    "Perform Algorithm Verification",
    "The caller names the algorithms that may be used, the library uses no other, and each key is for exactly one algorithm.",
  ),
  appropriate: clause(
    RFC,
    "3.2",
    "Use Appropriate Algorithms",
    "Use algorithms that are still secure, none only where explicitly requested, and ECDSA with deterministic nonces.",
  ),
  oaep: clause(
    RFC,
    "3.2",
    "Use Appropriate Algorithms",
    "Avoid encryption with RSA-PKCS1 v1.5, and prefer RSAES-OAEP.",
  ),
  allowList: clause(
    BIS,
    "3.1",
    "Perform Algorithm Verification",
    "Keep a list of what is allowed, not of what is forbidden, and compare names case-sensitively.",
  ),
  operations: clause(
    RFC,
    "3.3",
    "Validate All Cryptographic Operations",
    "Every cryptographic operation must succeed, or the whole token is rejected.",
  ),
  inputs: clause(RFC, "3.4", "Validate Cryptographic Inputs", "Validate the inputs of elliptic curve operations."),
  entropy: clause(
    RFC,
    "3.5",
    "Ensure Cryptographic Keys Have Sufficient Entropy",
    "A secret is random and as long as the hash; anything a person can remember is not a key.",
  ),
  issuer: clause(RFC, "3.8", "Validate Issuer and Subject", "The key must belong to the issuer that the token names."),
  audience: clause(RFC, "3.9", "Use and Validate Audience", "A token says who it is for; everyone else rejects it."),
  received: clause(
    RFC,
    "3.10",
    "Do Not Trust Received Claims",
    "kid, jku, x5u and the like come from whoever wrote the token: sanitize lookups, and follow no URL that is not on an allowlist.",
  ),
  typing: clause(RFC, "3.11", "Use Explicit Typing", "Declare the kind of token in typ, and check it."),
  format: clause(
    BIS,
    "3.14",
    "Check JWT Format Type",
    "A JWT is letters, digits, hyphen, underscore and dots; anything else is rejected unread.",
  ),
  crit: clause(
    "RFC 7515",
    "4.1.11",
    '"crit" (Critical) Header Parameter',
    "A verifier that does not understand a name listed in crit rejects the token.",
  ),
  b64: clause(
    "RFC 7797",
    "6",
    'Using "crit" with "b64"',
    "Where b64 is used, crit lists it, so that a verifier that does not know it rejects the token.",
  ),
  duplicates: clause(
    "RFC 7515",
    "4",
    "JOSE Header",
    "Names in a header are unique; a parser rejects duplicates or uses the last.",
  ),
  numericDate: clause(
    "RFC 7519",
    "4.1.4",
    '"exp" (Expiration Time) Claim',
    "exp is a number of seconds, and the token is rejected at or after it.",
  ),
  jti: clause(
    "RFC 7519",
    "4.1.7",
    '"jti" (JWT ID) Claim',
    "A unique ID for each token, by which a replay is detected.",
  ),
  spelling: clause(
    "RFC 4648",
    "3.5",
    "Canonical Encoding",
    "Unused bits are zero, and a decoder may reject anything else.",
  ),
  ecdsaForm: clause(
    "RFC 7518",
    "3.4",
    "Digital Signature with ECDSA",
    "The signature is r and s, 32 bytes each for ES256, and nothing else.",
  ),
  compression: clause(
    BIS,
    "3.15",
    "Limit JWE Decompression Size",
    "A recipient limits how far compressed content may expand.",
  ),
  iterations: clause(
    BIS,
    "3.13",
    "Limit Hash Iteration Count",
    "A recipient limits the iteration count that a token may ask for.",
  ),
} as const;
