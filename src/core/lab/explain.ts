/** Why a verifier rejected a token: a stable code, and a sentence for people. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
}

const WORDS: Readonly<Record<string, string>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: "The token's alg is not on the allow list, so nothing was computed with it.",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "The signature does not verify with the key that the verifier used.",
  ERR_JWS_INVALID: "The token is not a well-formed JWS.",
  ERR_JWT_INVALID: "The token is not a well-formed JWT.",
  ERR_JWT_EXPIRED: "The token has expired.",
  ERR_JOSE_NOT_SUPPORTED: "The header requires an extension that the verifier does not know.",
  ERR_JWKS_NO_MATCHING_KEY: "No key in the verifier's set has this kid.",
  "too-long": "The token is longer than any token needs to be; it was not read.",
  "not-compact": "Only three base64url segments are accepted, none of them empty; this text was not read.",
  "not-canonical": "A segment is not strict base64url.",
  "duplicate-member": "A name occurs twice in the JSON, so it could be read in two ways.",
  "key-too-short": "The verifier's own key is too short, so it refuses to use it.",
  "unknown-kid": "No key in the verifier's own map has this kid.",
  "used-before": "A token with this jti was used before.",
  "lifetime-too-long": "The token's lifetime is longer than allowed.",
  "wrong-certificate": "The certificate is not the pinned one.",
  ERR_JWE_DECRYPTION_FAILED: "The tag does not match when decrypted with the verifier's own key.",
  ERR_JWE_INVALID: "The token is not a well-formed JWE.",
  "not-on-curve": "The point of the sender's key is not on the curve; nothing was computed with it.",
  b64: "A JWT's payload is always base64url; b64 has no place in its header.",
};

/** The reasons behind jose's single code for a JWE that it refuses to open, by message. */
const JWE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Tag length/, "The tag is not 128 bits long; nothing was decrypted."],
  [/p2c/, "p2c demands more iterations than allowed; none was done."],
  [/Decompressed/, "The content unpacks to more than allowed; unpacking stopped there."],
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
