/** A value that a member may have, with its meaning. */
interface MemberValue {
  readonly value: string | boolean;
  readonly means: string;
  readonly spec: string;
}

type Cells = readonly [value: string | boolean, means: string];

const values = (spec: string, ...cells: readonly Cells[]): readonly MemberValue[] =>
  cells.map(([value, means]) => ({ value, means, spec }));

/** Values of `amr` (RFC 8176 section 2). */
const METHODS = values(
  "RFC 8176 section 2",
  ["pwd", "password"],
  ["otp", "one-time password"],
  ["mfa", "multiple factors"],
  ["hwk", "a key in hardware"],
  ["swk", "a key in software"],
  ["pop", "proof of a key"],
  ["user", "presence of the user"],
  ["pin", "PIN"],
  ["sms", "text message"],
  ["tel", "telephone call"],
  ["face", "face recognition"],
  ["fpt", "fingerprint"],
  ["iris", "iris scan"],
  ["retina", "retina scan"],
  ["vbm", "voice"],
  ["sc", "smart card"],
  ["kba", "knowledge of facts"],
  ["mca", "multiple channels"],
  ["rba", "risk-based"],
  ["geo", "place"],
  ["wia", "Windows integrated authentication"],
);

/**
 * The values of a member, wherever it occurs, that its specification lists. A Map, so `__proto__` is not a member of
 * it.
 */
const VALUES: ReadonlyMap<string, readonly MemberValue[]> = new Map([
  ["amr", METHODS],
  ["zip", values("RFC 7516 section 4.1.3", ["DEF", "compressed with DEFLATE before encryption"])],
  ["b64", values("RFC 7797 section 3", [false, "the payload is signed as it is"], [true, "as without b64"])],
  ["crit", values("RFC 7515 section 4.1.11", ["b64", "the payload may be unencoded (RFC 7797)"])],
  [
    "htm",
    values(
      "RFC 9110 section 9",
      ["GET", "to read"],
      ["POST", "to send or create"],
      ["PUT", "to replace"],
      ["PATCH", "to change"],
      ["DELETE", "to remove"],
    ),
  ],
  [
    "_sd_alg",
    values("RFC 9901 section 4.1.1", ["sha-256", "what every verifier knows"], ["sha-384", ""], ["sha-512", ""]),
  ],
  [
    "scope",
    values(
      "OpenID Connect Core 1.0 section 5.4",
      ["openid", "requests an ID Token"],
      ["openid profile email", "name, picture and email address as well"],
      ["offline_access", "requests a refresh token"],
    ),
  ],
  ["use", values("RFC 7517 section 4.2", ["sig", "to sign and verify"], ["enc", "to encrypt and decrypt"])],
  [
    "key_ops",
    values(
      "RFC 7517 section 4.3",
      ["verify", "to verify"],
      ["sign", "to sign"],
      ["encrypt", "to encrypt"],
      ["decrypt", "to decrypt"],
      ["wrapKey", "to encrypt keys"],
      ["unwrapKey", "to decrypt keys"],
      ["deriveKey", "to derive keys"],
      ["deriveBits", "to derive bits that are not a key"],
    ),
  ],
  ["code_challenge_method", values("RFC 7636 section 4.3", ["S256", "the hash of the secret"])],
  ["response_type", values("RFC 6749 section 3.1.1", ["code", "an authorization code"])],
]);

/** The values that a member's specification lists; empty if it lists none. */
export function memberValues(name: string): readonly MemberValue[] {
  return VALUES.get(name) ?? [];
}

/** The members that have listed values. */
export const WITH_VALUES: readonly string[] = [...VALUES.keys()];
