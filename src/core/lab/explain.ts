/** Why a verifier rejected a token: a stable code, and a sentence for people. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
}

const WORDS: Readonly<Record<string, string>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: "The token's alg is not in its list, so nothing was computed with it.",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "The signature does not verify with its own key.",
  ERR_JWS_INVALID: "It is not a well-formed JWS.",
  ERR_JWT_INVALID: "It is not a well-formed JWT.",
  ERR_JWT_EXPIRED: "The token has expired.",
  ERR_JOSE_NOT_SUPPORTED: "The header requires an extension that it does not know.",
  ERR_JWKS_NO_MATCHING_KEY: "No key of its own set has this kid.",
  "too-long": "The token is longer than any token needs to be; it was not read.",
  "not-compact": "It reads three base64url segments, none of them empty; this text was not read.",
  "not-canonical": "A segment is not strict base64url.",
  "duplicate-member": "A name occurs twice in the JSON, so it could be read in two ways.",
  "key-too-short": "Its own key is too short, so it refuses to use it.",
  "unknown-kid": "No key of its own map has this kid.",
  "used-before": "A token with this jti was used before.",
  "lifetime-too-long": "Its lifetime is longer than allowed.",
  "wrong-certificate": "The certificate is not the one it pinned.",
  ERR_JWE_DECRYPTION_FAILED: "It decrypted with its own key, and the tag did not match.",
  ERR_JWE_INVALID: "It is not a well-formed JWE.",
  "not-on-curve": "The point of the sender's key is not on the curve; nothing was computed with it.",
  b64: "A JWT's payload is always base64url; b64 has no place in its header.",
};

/** What jose's one code for a JWE that it will not open stands for, by its message. */
const JWE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Tag length/, "The tag is not 128 bits long; nothing was decrypted."],
  [/p2c/, "p2c demands more iterations than it does; none was done."],
  [/Decompressed/, "It unpacks to more than allowed; unpacking stopped there."],
];

/** The code and sentence for whatever a verifier threw. jose's errors have codes; a claim error names the claim. */
export function explainRejection(error: unknown): Rejection {
  if (!(error instanceof Error)) return { code: "unknown", message: String(error) };
  const { code, claim } = error as Error & { readonly code?: unknown; readonly claim?: unknown };
  if (code === "ERR_JWT_CLAIM_VALIDATION_FAILED" && typeof claim === "string")
    return { code, message: `It compared ${claim}: ${error.message}.` };
  if (code === "ERR_JWE_INVALID") {
    const words = JWE_WORDS.find(([says]) => says.test(error.message));
    if (words) return { code, message: words[1] };
  }
  if (typeof code === "string") return { code, message: WORDS[code] ?? `${error.message}.` };
  return { code: error.name, message: `${error.message}.` };
}
