/** Header parameters of COSE (IANA registry "COSE Header Parameters"; RFC 9052 section 3.1, RFC 9360, RFC 9596, RFC 9597). */
export const COSE_HEADERS: ReadonlyMap<number, string> = new Map([
  [1, "alg"],
  [2, "crit"],
  [3, "content type"],
  [4, "kid"],
  [5, "IV"],
  [6, "Partial IV"],
  [7, "counter signature"],
  [11, "countersignature (version 2)"],
  [15, "CWT claims"],
  [16, "typ"],
  [32, "x5bag"],
  [33, "x5chain"],
  [34, "x5t"],
  [35, "x5u"],
]);

/** Algorithms of COSE (IANA registry "COSE Algorithms"; RFC 9053, RFC 8812, RFC 9864, RFC 9964). */
export const COSE_ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [-7, "ES256"],
  [-35, "ES384"],
  [-36, "ES512"],
  [-8, "EdDSA"],
  [-9, "ESP256"],
  [-51, "ESP384"],
  [-52, "ESP512"],
  [-19, "Ed25519"],
  [-53, "Ed448"],
  [-47, "ES256K"],
  [-37, "PS256"],
  [-38, "PS384"],
  [-39, "PS512"],
  [-257, "RS256"],
  [-258, "RS384"],
  [-259, "RS512"],
  [-48, "ML-DSA-44"],
  [-49, "ML-DSA-65"],
  [-50, "ML-DSA-87"],
  [1, "A128GCM"],
  [2, "A192GCM"],
  [3, "A256GCM"],
  [4, "HMAC 256/64"],
  [5, "HMAC 256/256"],
  [6, "HMAC 384/384"],
  [7, "HMAC 512/512"],
  [10, "AES-CCM-16-64-128"],
  [24, "ChaCha20/Poly1305"],
  [-3, "A128KW"],
  [-4, "A192KW"],
  [-5, "A256KW"],
  [-6, "direct"],
  [-25, "ECDH-ES + HKDF-256"],
  [-29, "ECDH-ES + A128KW"],
  [-31, "ECDH-ES + A256KW"],
]);

/** Claims of a CWT (IANA registry "CBOR Web Token (CWT) Claims"; RFC 8392 section 3.1, RFC 8747, RFC 9711). */
export const CWT_CLAIMS: ReadonlyMap<number, string> = new Map([
  [1, "iss"],
  [2, "sub"],
  [3, "aud"],
  [4, "exp"],
  [5, "nbf"],
  [6, "iat"],
  [7, "cti"],
  [8, "cnf"],
  [9, "scope"],
  [10, "eat_nonce"],
  [38, "ace_profile"],
  [40, "exi"],
  [256, "ueid"],
  [258, "oemid"],
  [265, "eat_profile"],
  [-260, "hcert"],
  [-65537, "status_list"],
]);

/** The claims that are times, in seconds. */
export const CWT_TIMES: ReadonlySet<string> = new Set(["exp", "nbf", "iat"]);

/** COSE structures by tag (RFC 9052 section 2), and the meaning of each array element. */
export const COSE_STRUCTURES: ReadonlyMap<number, { readonly name: string; readonly parts: readonly string[] }> =
  new Map([
    [98, { name: "COSE_Sign", parts: ["protected header", "unprotected header", "payload", "signatures"] }],
    [18, { name: "COSE_Sign1", parts: ["protected header", "unprotected header", "payload", "signature"] }],
    [96, { name: "COSE_Encrypt", parts: ["protected header", "unprotected header", "ciphertext", "recipients"] }],
    [16, { name: "COSE_Encrypt0", parts: ["protected header", "unprotected header", "ciphertext"] }],
    [97, { name: "COSE_Mac", parts: ["protected header", "unprotected header", "payload", "tag", "recipients"] }],
    [17, { name: "COSE_Mac0", parts: ["protected header", "unprotected header", "payload", "tag"] }],
  ]);

/** What common tags mean (IANA registry "CBOR Tags"). */
export const CBOR_TAGS: ReadonlyMap<number, string> = new Map([
  [0, "date and time"],
  [1, "time in seconds"],
  [2, "big number"],
  [3, "negative big number"],
  [24, "CBOR in bytes"],
  [61, "CWT"],
  [1004, "date"],
  [55799, "CBOR, by its own tag"],
]);
