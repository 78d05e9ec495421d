import type { Clause } from "./types.ts";

const RFC = "RFC 8725";
const BIS = "RFC 8725bis";

function clause(document: string, section: string, title: string, asks: string): Clause {
  return { document, section, title, asks };
}

/** The clauses that the scenarios point to. What each asks is told in our words; the title is the document's. */
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
    "Use algorithms that are still sound, none only where it was asked for by name, and ECDSA with deterministic nonces.",
  ),
  allowList: clause(
    BIS,
    "3.1",
    "Perform Algorithm Verification",
    "Keep a list of what is allowed, not of what is forbidden, and compare names with their case.",
  ),
  operations: clause(
    RFC,
    "3.3",
    "Validate All Cryptographic Operations",
    "Every cryptographic operation must succeed, or the whole token is refused.",
  ),
  inputs: clause(
    RFC,
    "3.4",
    "Validate Cryptographic Inputs",
    "Check what goes into an elliptic curve before calculating with it.",
  ),
  entropy: clause(
    RFC,
    "3.5",
    "Ensure Cryptographic Keys Have Sufficient Entropy",
    "A secret is random and as long as the hash; what a person can remember is no key.",
  ),
  issuer: clause(
    RFC,
    "3.8",
    "Validate Issuer and Subject",
    "The key must belong to exactly the issuer that the token names.",
  ),
  audience: clause(
    RFC,
    "3.9",
    "Use and Validate Audience",
    "A token says whom it is for, and everyone else refuses it.",
  ),
  received: clause(
    RFC,
    "3.10",
    "Do Not Trust Received Claims",
    "kid, jku, x5u and their kin come from whoever wrote the token: clean what goes into a look-up, and follow no address that is not on a list.",
  ),
  typing: clause(RFC, "3.11", "Use Explicit Typing", "Say in typ which kind of token it is, and check it."),
  exclusive: clause(
    RFC,
    "3.12",
    "Use Mutually Exclusive Validation Rules for Different Kinds of JWTs",
    "Rules for one kind of token must refuse every other kind.",
  ),
  format: clause(
    BIS,
    "3.14",
    "Check JWT Format Type",
    "A JWT is letters, digits, hyphen, underscore and dots; anything else is refused unread.",
  ),
  crit: clause(
    "RFC 7515",
    "4.1.11",
    '"crit" (Critical) Header Parameter',
    "A verifier that does not understand a name listed in crit refuses the token.",
  ),
  b64: clause(
    "RFC 7797",
    "6",
    'Using "crit" with "b64"',
    "Where b64 is used, crit lists it, so that a verifier that does not know it refuses.",
  ),
  duplicates: clause(
    "RFC 7515",
    "4",
    "JOSE Header",
    "Names in a header are unique; a parser refuses duplicates or takes the last.",
  ),
  numericDate: clause(
    "RFC 7519",
    "4.1.4",
    '"exp" (Expiration Time) Claim',
    "exp is a number of seconds, and the token is refused at or after it.",
  ),
  jti: clause(
    "RFC 7519",
    "4.1.7",
    '"jti" (JWT ID) Claim',
    "A name of its own for each token, by which a replay can be told.",
  ),
  spelling: clause(
    "RFC 4648",
    "3.5",
    "Canonical Encoding",
    "Unused bits are zero, and a decoder may refuse what is otherwise.",
  ),
  ecdsaForm: clause(
    "RFC 7518",
    "3.4",
    "Digital Signature with ECDSA",
    "The signature is r and s, 32 bytes each for ES256, and nothing else.",
  ),
} as const;
