/** How a JWE algorithm determines the content encryption key (RFC 7516 section 2). */
type KeyManagementMode =
  | "direct encryption"
  | "key encryption"
  | "key wrapping"
  | "key wrapping by a password"
  | "direct key agreement"
  | "key agreement with key wrapping";

/** One JWE `alg` value: everything that decrypting, key checks and descriptions need. */
export interface KeyManagementAlgorithm {
  readonly alg: string;
  readonly mode: KeyManagementMode;
  /** `kty` of the recipient's keys (RFC 7517 section 4.1); `oct` is a shared key or password. */
  readonly keyTypes: readonly ("oct" | "RSA" | "EC" | "OKP")[];
  /** Bytes of the AES key that wraps the content encryption key; null if it is not wrapped with AES. */
  readonly wrapKeyBytes: number | null;
  /**
   * How many bytes longer the wrapped key is than the key (8 for AES Key Wrap, 0 for AES GCM); null if it is not
   * wrapped that way.
   */
  readonly wrapBytes: 8 | 0 | null;
  /** The hash of OAEP or PBKDF2, by its Web Cryptography name; null if there is none. */
  readonly hash: string | null;
  /** In plain words: "RSAES OAEP with SHA-256". */
  readonly description: string;
  readonly spec: string;
}

const SIZES = [128, 192, 256] as const;

type Row = readonly [
  alg: string,
  mode: KeyManagementMode,
  words: string,
  spec: string,
  more?: Partial<Pick<KeyManagementAlgorithm, "wrapKeyBytes" | "wrapBytes" | "hash">>,
];

const KEY_TYPES: Readonly<Record<KeyManagementMode, KeyManagementAlgorithm["keyTypes"]>> = {
  "direct encryption": ["oct"],
  "key encryption": ["RSA"],
  "key wrapping": ["oct"],
  "key wrapping by a password": ["oct"],
  "direct key agreement": ["EC", "OKP"],
  "key agreement with key wrapping": ["EC", "OKP"],
};

const ECDH = "Elliptic curve Diffie-Hellman";
const OAEP = "RFC 7518 section 4.3";

const ROWS: readonly Row[] = [
  ["dir", "direct encryption", "The shared key encrypts the content itself", "RFC 7518 section 4.5"],
  ["RSA1_5", "key encryption", "RSAES-PKCS1-v1_5", "RFC 7518 section 4.2"],
  ["RSA-OAEP", "key encryption", "RSAES OAEP with SHA-1", OAEP, { hash: "SHA-1" }],
  ["RSA-OAEP-256", "key encryption", "RSAES OAEP with SHA-256", OAEP, { hash: "SHA-256" }],
  ...[384, 512].map((bits): Row => {
    const spec = "W3C Web Cryptography API, JOSE registration";
    const hash = `SHA-${bits}`;
    return [`RSA-OAEP-${bits}`, "key encryption", `RSAES OAEP with ${hash}`, spec, { hash }];
  }),
  ["ECDH-ES", "direct key agreement", `${ECDH}, ephemeral-static`, "RFC 7518 section 4.6"],
  ...SIZES.flatMap((bits): readonly Row[] => {
    const wrap = `AES Key Wrap with ${bits} bits`;
    const hash = `SHA-${bits * 2}`;
    const password = `A key from a password by PBKDF2 with ${hash}, then ${wrap}`;
    const agreed = "key agreement with key wrapping";
    const kw = { wrapKeyBytes: bits / 8, wrapBytes: 8 } as const;
    const gcm = { wrapKeyBytes: bits / 8, wrapBytes: 0 } as const;
    return [
      [`A${bits}KW`, "key wrapping", wrap, "RFC 7518 section 4.4", kw],
      [`A${bits}GCMKW`, "key wrapping", `AES GCM key wrapping with ${bits} bits`, "RFC 7518 section 4.7", gcm],
      [`ECDH-ES+A${bits}KW`, agreed, `${ECDH}, then ${wrap}`, "RFC 7518 section 4.6", kw],
      [
        `PBES2-HS${bits * 2}+A${bits}KW`,
        "key wrapping by a password",
        password,
        "RFC 7518 section 4.8",
        { ...kw, hash },
      ],
    ];
  }),
];

const BY_NAME: ReadonlyMap<string, KeyManagementAlgorithm> = new Map(
  ROWS.map(([alg, mode, description, spec, more]) => [
    alg,
    {
      alg,
      mode,
      keyTypes: KEY_TYPES[mode],
      wrapKeyBytes: null,
      wrapBytes: null,
      hash: null,
      description,
      spec,
      ...more,
    },
  ]),
);

/** The JWE `alg` values of all rows. */
export const KEY_MANAGEMENT_ALGORITHMS: readonly string[] = [...BY_NAME.keys()];

/**
 * The row of a JWE `alg` value, case-sensitive; null if there is none (IANA JSON Web Signature and Encryption
 * Algorithms, as of 2026-05-22).
 */
export function keyManagementRow(alg: string): KeyManagementAlgorithm | null {
  return BY_NAME.get(alg) ?? null;
}

/**
 * The header parameters of each key management mode (RFC 7518 sections 4.6.1, 4.7.1, 4.8.1); no other mode uses them.
 */
const PARAMETERS: readonly (readonly [has: (row: KeyManagementAlgorithm) => boolean, names: readonly string[]])[] = [
  [({ mode }) => mode.includes("agreement"), ["epk", "apu", "apv"]],
  [({ wrapBytes }) => wrapBytes === 0, ["iv", "tag"]],
  [({ mode }) => mode === "key wrapping by a password", ["p2s", "p2c"]],
];

/** The header parameters that belong to key management modes other than that of an algorithm. */
export function strangeParameters(row: KeyManagementAlgorithm): readonly string[] {
  return PARAMETERS.flatMap(([has, names]) => (has(row) ? [] : names));
}

/** One `enc` value (RFC 7518 section 5.1): sizes in bytes; `blockBytes` is 16 for CBC. */
export interface ContentEncryption {
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly tagBytes: number;
  readonly blockBytes: number;
  /** In plain words: "AES GCM with a key of 128 bits". */
  readonly description: string;
}

const CONTENT: ReadonlyMap<string, ContentEncryption> = new Map(
  SIZES.flatMap((bits): readonly (readonly [string, ContentEncryption])[] => {
    const gcm = `AES GCM with a key of ${bits} bits`;
    const cbc = `AES CBC with ${bits} bits, and HMAC with SHA-${bits * 2}`;
    return [
      [`A${bits}GCM`, { keyBytes: bits / 8, ivBytes: 12, tagBytes: 16, blockBytes: 1, description: gcm }],
      [
        `A${bits}CBC-HS${bits * 2}`,
        { keyBytes: bits / 4, ivBytes: 16, tagBytes: bits / 8, blockBytes: 16, description: cbc },
      ],
    ];
  }),
);

/** The `enc` values of all rows. */
export const CONTENT_ENCRYPTIONS: readonly string[] = [...CONTENT.keys()];

/** The row of an `enc` value, case-sensitive; null if there is none. */
export function contentEncryptionRow(enc: string): ContentEncryption | null {
  return CONTENT.get(enc) ?? null;
}
