/** How a JWE algorithm gives the content encryption key (RFC 7516 section 2). */
export type KeyManagementMode =
  | "direct encryption"
  | "key encryption"
  | "key wrapping"
  | "direct key agreement"
  | "key agreement with key wrapping";

/** One JWE `alg` value, so that a token that names it where a signature algorithm belongs is told what it is. */
export interface KeyManagementAlgorithm {
  readonly alg: string;
  readonly mode: KeyManagementMode;
  /** In plain words: "RSAES OAEP with SHA-256". */
  readonly description: string;
  readonly spec: string;
}

const SIZES = [128, 192, 256] as const;

const ROWS: readonly KeyManagementAlgorithm[] = [
  {
    alg: "dir",
    mode: "direct encryption",
    description: "The shared key encrypts the content itself",
    spec: "RFC 7518 section 4.5",
  },
  { alg: "RSA1_5", mode: "key encryption", description: "RSAES-PKCS1-v1_5", spec: "RFC 7518 section 4.2" },
  { alg: "RSA-OAEP", mode: "key encryption", description: "RSAES OAEP with SHA-1", spec: "RFC 7518 section 4.3" },
  { alg: "RSA-OAEP-256", mode: "key encryption", description: "RSAES OAEP with SHA-256", spec: "RFC 7518 section 4.3" },
  ...[384, 512].map((bits) => ({
    alg: `RSA-OAEP-${bits}`,
    mode: "key encryption" as const,
    description: `RSAES OAEP with SHA-${bits}`,
    spec: "W3C Web Cryptography API, JOSE registration",
  })),
  ...SIZES.map((bits) => ({
    alg: `A${bits}KW`,
    mode: "key wrapping" as const,
    description: `AES Key Wrap with ${bits} bits`,
    spec: "RFC 7518 section 4.4",
  })),
  ...SIZES.map((bits) => ({
    alg: `A${bits}GCMKW`,
    mode: "key wrapping" as const,
    description: `AES GCM key wrapping with ${bits} bits`,
    spec: "RFC 7518 section 4.7",
  })),
  {
    alg: "ECDH-ES",
    mode: "direct key agreement",
    description: "Elliptic curve Diffie-Hellman, ephemeral-static",
    spec: "RFC 7518 section 4.6",
  },
  ...SIZES.map((bits) => ({
    alg: `ECDH-ES+A${bits}KW`,
    mode: "key agreement with key wrapping" as const,
    description: `Elliptic curve Diffie-Hellman, then AES Key Wrap with ${bits} bits`,
    spec: "RFC 7518 section 4.6",
  })),
  ...SIZES.map((bits) => ({
    alg: `PBES2-HS${bits * 2}+A${bits}KW`,
    mode: "key wrapping" as const,
    description: `A key from a password by PBKDF2 with SHA-${bits * 2}, then AES Key Wrap with ${bits} bits`,
    spec: "RFC 7518 section 4.8",
  })),
];

const BY_NAME = new Map(ROWS.map((row) => [row.alg, row]));

/** The row of a JWE `alg` value, letter by letter; null where it is none (IANA JSON Web Signature and Encryption Algorithms, as of 2026-05-22). */
export function keyManagementRow(alg: string): KeyManagementAlgorithm | null {
  return BY_NAME.get(alg) ?? null;
}
