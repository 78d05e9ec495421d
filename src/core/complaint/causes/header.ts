import type { Cause } from "../types.ts";

/** Causes that lie in the header. */
export const headerCauses: Readonly<Record<string, Cause>> = {
  "HDR-01": {
    topic: "unsigned",
    title: "The token is not signed",
    why: "alg is none. Anyone can write such a token, and the library refuses it.",
    todo: "Never allow none; see why the issuer did not sign.",
  },
  "HDR-02": {
    topic: "algorithm",
    title: "The verifier does not allow this algorithm",
    why: "alg is not in its list, or its key is for another algorithm.",
    todo: "Add it only where it is the algorithm of your key; else fix the issuer.",
  },
  "HDR-03": {
    topic: "algorithm",
    title: "alg is missing or unknown",
    why: "Names are compared with upper and lower case; HS256 is one, hs256 is none.",
    todo: "Spell it as registered (RFC 7518 section 3.1).",
  },
  "HDR-04": {
    topic: "token-kind",
    title: "typ is another than expected",
    why: "Verifiers tell access tokens (at+jwt), ID tokens and logout tokens apart by typ (RFC 8725 section 3.11).",
    todo: "Send the kind that is wanted, or allow this typ where it is right.",
  },
  "HDR-05": {
    topic: "header",
    title: "crit names what the library can not do",
    why: "Whatever crit lists must be understood, else the token is refused (RFC 7515 section 4.1.11).",
    todo: "Leave crit out, or use a library with that extension.",
  },
  "HDR-08": {
    topic: "header",
    title: "kid is no string, or an odd one",
    why: "kid must be a string (RFC 7515 section 4.1.4), and is only a name: never a path or query.",
    todo: "Write it as a string at the issuer.",
  },
  "HDR-09": {
    topic: "signature",
    title: "It is a token for Microsoft Graph",
    why: "Its header has a nonce that was hashed for signing: no one but Graph can verify it as it is sent.",
    todo: "Ask for a scope of your own API (api://…), and leave Graph’s tokens to Graph.",
  },
  "HDR-11": {
    topic: "header",
    title: "typ is missing",
    why: "It is optional, but this library wants it.",
    todo: "Set typ to JWT, or tell the library not to look.",
  },
  "HDR-12": {
    topic: "key-kind",
    title: "The issuer changed its algorithm",
    why: "Tokens are now signed with a key pair (ES256, RS256); the verifier still has the shared secret, or the other way round.",
    todo: "Verify with the issuer’s JWK Set; at Supabase functions turn verify_jwt off and verify in code.",
  },
};
