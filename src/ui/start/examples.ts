/** The examples that can be made: id of `core/crypto/example.ts`, name, and what they show. */
export const EXAMPLES = [
  ["HS256", "HS256", "One shared secret"],
  ["RS256", "RS256", "A key pair, as most identity providers use"],
  ["ES256", "ES256", "A key pair with short signatures"],
  ["EdDSA", "EdDSA", "Ed25519, fast and small"],
  ["expired", "Expired", "A valid signature, but too old"],
  ["invalid", "Invalid", "The secret is right, its encoding is not"],
  ["tampered", "Tampered", "Changed after it was signed"],
  ["none", "Unsigned", "alg none: anyone can write it"],
  ["nested", "Nested", "Signed, then encrypted for one recipient"],
  ["rsa-oaep", "RSA-OAEP-256", "Encrypted for a recipient’s RSA key"],
  ["ecdh-es", "ECDH-ES+A256KW", "Encrypted for a recipient’s key on a curve"],
  ["aes-kw", "A256KW", "Encrypted with a shared key that wraps another"],
  ["aes-gcmkw", "A256GCMKW", "The same, wrapped by AES GCM"],
  ["dir", "dir", "Encrypted with the shared key itself"],
  ["pbes2", "PBES2-HS256+A128KW", "Encrypted with a password"],
] as const;
