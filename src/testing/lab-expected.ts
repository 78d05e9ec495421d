/** What is true of an attack of the lab, for its tests. */
export interface Expected {
  /**
   * What the attack breaks:
   * - `signature`: the token's signature is not one of the honest key over these segments, and yet it is taken;
   * - `secret`: the attacker obtained a working key, or a working signature made with it;
   * - `policy`: an honest signature in the wrong place or time.
   */
  readonly breaks: "signature" | "secret" | "policy";
  /** Which of the issuer's keys the hardened verifier holds; scenarios of one kind share it within one environment. */
  readonly keyKind: "rs256" | "es256" | "hs256" | "own";
  /** What the workbench says about the forgery with the honest (or, for `secret`, the working) key. */
  readonly workbench: "verified" | "decrypted" | "not-verified";
  /**
   * The rule of the diagnosis that names the reason to refuse, with the service's policy where it is a matter of
   * policy; null if nothing in the token shows it.
   */
  readonly rule: string | null;
}

type Row = readonly [
  breaks: Expected["breaks"],
  keyKind: Expected["keyKind"],
  workbench: Expected["workbench"],
  rule: Expected["rule"],
  /** Where a variant differs from the whole. */
  differing?: Readonly<Record<string, Partial<Expected>>>,
];

/** By the scenario's id. */
export const EXPECTED: Readonly<Record<string, Row>> = {
  "alg-none": ["signature", "rs256", "not-verified", "HDR-01"],
  "alg-none-case": ["signature", "rs256", "not-verified", "HDR-01", { empty: { rule: "HDR-03" } }],
  "null-signature": ["signature", "hs256", "not-verified", "IN-23", { one: { rule: "signature-length" } }],
  "decode-not-verify": ["signature", "rs256", "not-verified", null],
  "rs-hs-confusion": ["signature", "rs256", "not-verified", "SEC-11"],
  "es-hs-confusion": ["signature", "es256", "not-verified", "SEC-11"],
  "key-byte-variants": ["signature", "rs256", "not-verified", "SEC-11"],
  "pem-guard-bypass": ["signature", "rs256", "not-verified", "SEC-11"],
  "recovered-rsa-key": ["signature", "own", "not-verified", "SEC-11"],
  "client-secret-hs": ["signature", "rs256", "not-verified", "HDR-02"],
  "jwk-alg-bypass": ["signature", "rs256", "not-verified", "HDR-02"],
  "embedded-jwk": ["signature", "rs256", "not-verified", "HDR-07"],
  "jku-spoofing": ["signature", "rs256", "not-verified", "HDR-07"],
  "x5u-spoofing": ["signature", "rs256", "not-verified", "HDR-07"],
  "self-signed-x5c": ["signature", "rs256", "not-verified", "HDR-07"],
  "kid-traversal": ["signature", "hs256", "not-verified", "HDR-08"],
  "kid-sql-injection": ["signature", "hs256", "not-verified", "HDR-08"],
  "kid-injection": ["signature", "hs256", "not-verified", "HDR-08", { query: { rule: "header-type" } }],
  "psychic-signature": ["signature", "es256", "not-verified", null],
  "blank-secret": ["secret", "own", "verified", "SEC-09"],
  "weak-secret": ["secret", "own", "verified", "SEC-12"],
  "hmac-zero-padding": ["secret", "own", "verified", "SEC-09"],
  "signature-oracle": ["secret", "hs256", "verified", null],
  "timing-compare": ["secret", "hs256", "verified", null],
  "ecdsa-malleability": ["policy", "es256", "verified", "CLM-20"],
  "ecdsa-der": ["signature", "es256", "not-verified", "KEY-19"],
  "base64url-malleability": ["signature", "es256", "not-verified", "IN-14"],
  "signature-junk": [
    "signature",
    "es256",
    "not-verified",
    "IN-12",
    { space: { rule: "IN-02" }, padding: { rule: "IN-06" } },
  ],
  "ecdsa-nonce-reuse": ["secret", "own", "verified", null],
  "crit-ignored": ["policy", "rs256", "not-verified", "HDR-05"],
  "b64-confusion": ["policy", "rs256", "not-verified", "HDR-06"],
  "duplicate-members": [
    "signature",
    "rs256",
    "not-verified",
    "IN-15",
    { role: { breaks: "policy", workbench: "verified" } },
  ],
  "json-polyglot": ["policy", "rs256", "verified", "json-polyglot"],
  "cross-jwt-confusion": ["policy", "rs256", "verified", "HDR-04"],
  "audience-substitution": ["policy", "rs256", "verified", "CLM-05"],
  "issuer-partial-match": ["policy", "rs256", "verified", "CLM-02"],
  "jti-replay": ["policy", "es256", "verified", "CLM-20"],
  "time-type-juggling": ["policy", "rs256", "verified", "TIM-03", { infinity: { rule: "long-lived" } }],
  "sign-encrypt-confusion": ["signature", "rs256", "not-verified", null],
  "unsigned-in-jwe": ["signature", "own", "decrypted", null],
  "dir-downgrade": ["signature", "own", "not-verified", "decryption"],
  bleichenbacher: ["signature", "own", "not-verified", "jwe-practice"],
  "invalid-curve": ["signature", "own", "not-verified", "jwe-shape"],
  "pbes2-exhaustion": ["signature", "own", "decrypted", null],
  "zip-bomb": ["signature", "own", "decrypted", "jwe-practice"],
  "gcm-tag-truncation": ["signature", "own", "not-verified", "jwe-shape"],
  "parser-exhaustion": ["signature", "rs256", "not-verified", "IN-08"],
};
