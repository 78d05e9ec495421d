import type { JWK } from "jose";

/** The signature schemes behind the `alg` values; `none` is the Unsecured JWS of RFC 7515 appendix A.5. */
type SignatureFamily = "HMAC" | "RSASSA-PKCS1-v1_5" | "RSASSA-PSS" | "ECDSA" | "EdDSA" | "ML-DSA" | "none";

/** The software fallback for an algorithm that the browser lacks. */
export type SoftwareModule = "secp256k1" | "ed448" | "ml-dsa";

/** One JWS algorithm: everything that signing, verifying, key checks and descriptions need. */
export interface SignatureAlgorithm {
  /** The `alg` value (RFC 7515 section 4.1.1). */
  readonly alg: string;
  readonly family: SignatureFamily;
  /** `kty` of its keys (RFC 7517 section 4.1); null for `none`. */
  readonly kty: "oct" | "RSA" | "EC" | "OKP" | "AKP" | null;
  /** `crv` values of its keys (RFC 7518 section 6.2.1.1, RFC 8037 section 2); empty if its keys have no curve. */
  readonly curves: readonly string[];
  /** Bits of the hash function; null if the scheme includes its own. */
  readonly hashBits: 256 | 384 | 512 | null;
  /** Web Cryptography's parameters for `importKey` and `generateKey`. */
  readonly importParams: { readonly name: string; readonly hash?: string; readonly namedCurve?: string };
  /** Web Cryptography's parameters for `sign` and `verify`. */
  readonly signParams: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
  /** Bytes of every signature; null if it depends on the key. */
  readonly signatureBytes: number | null;
  /** The smallest key that the specification allows, in bits; null if the algorithm has one key size. */
  readonly minimumKeyBits: number | null;
  /** In plain words: "ECDSA on P-256 with SHA-256". */
  readonly description: string;
  /** The clause that defines it. */
  readonly spec: string;
  readonly software: SoftwareModule | null;
}

type HashBits = 256 | 384 | 512;

function hmac(hashBits: HashBits): SignatureAlgorithm {
  const params = { name: "HMAC", hash: `SHA-${hashBits}` };
  return {
    alg: `HS${hashBits}`,
    family: "HMAC",
    kty: "oct",
    curves: [],
    hashBits,
    importParams: params,
    signParams: params,
    signatureBytes: hashBits / 8,
    // "A key of the same size as the hash output or larger MUST be used."
    minimumKeyBits: hashBits,
    description: `HMAC with SHA-${hashBits}`,
    spec: "RFC 7518 section 3.2",
    software: null,
  };
}

function rsa(alg: "RS" | "PS", hashBits: HashBits): SignatureAlgorithm {
  const pss = alg === "PS";
  const name = pss ? "RSA-PSS" : "RSASSA-PKCS1-v1_5";
  const hash = `SHA-${hashBits}`;
  return {
    alg: `${alg}${hashBits}`,
    family: pss ? "RSASSA-PSS" : "RSASSA-PKCS1-v1_5",
    kty: "RSA",
    curves: [],
    hashBits,
    importParams: { name, hash },
    // RFC 7518 section 3.5: the salt is as long as the hash output.
    signParams: pss ? { name, saltLength: hashBits / 8 } : { name },
    signatureBytes: null,
    minimumKeyBits: 2048,
    description: `${pss ? "RSASSA-PSS" : "RSASSA-PKCS1-v1_5"} with ${hash}`,
    spec: `RFC 7518 section 3.${pss ? 5 : 3}`,
    software: null,
  };
}

function ecdsa(
  alg: string,
  namedCurve: string,
  hashBits: HashBits,
  signatureBytes: number,
  software: SoftwareModule | null = null,
): SignatureAlgorithm {
  const hash = `SHA-${hashBits}`;
  return {
    alg,
    family: "ECDSA",
    kty: "EC",
    curves: [namedCurve],
    hashBits,
    importParams: { name: "ECDSA", namedCurve },
    signParams: { name: "ECDSA", hash },
    signatureBytes,
    minimumKeyBits: null,
    description: `ECDSA on ${namedCurve} with ${hash}`,
    spec: software ? "RFC 8812 section 3.2" : "RFC 7518 section 3.4",
    software,
  };
}

function eddsa(
  alg: string,
  curves: readonly [string, ...string[]],
  signatureBytes: number | null,
  description: string,
  spec: string,
  software: SoftwareModule | null = null,
): SignatureAlgorithm {
  const params = { name: curves[0] };
  return {
    alg,
    family: "EdDSA",
    kty: "OKP",
    curves,
    hashBits: null,
    importParams: params,
    signParams: params,
    signatureBytes,
    minimumKeyBits: null,
    description,
    spec,
    software,
  };
}

function mlDsa(set: 44 | 65 | 87, signatureBytes: number): SignatureAlgorithm {
  const params = { name: `ML-DSA-${set}` };
  return {
    alg: params.name,
    family: "ML-DSA",
    kty: "AKP",
    curves: [],
    hashBits: null,
    importParams: params,
    signParams: params,
    signatureBytes,
    minimumKeyBits: null,
    description: `ML-DSA (FIPS 204) with parameter set ${set}`,
    spec: "RFC 9964 section 3",
    software: "ml-dsa",
  };
}

const NONE: SignatureAlgorithm = {
  alg: "none",
  family: "none",
  kty: null,
  curves: [],
  hashBits: null,
  importParams: { name: "none" },
  signParams: { name: "none" },
  signatureBytes: 0,
  minimumKeyBits: null,
  description: "No signature: an unsecured token",
  spec: "RFC 7518 section 3.6",
  software: null,
};

const HASHES = [256, 384, 512] as const;

/** The JWS algorithms that this page signs and verifies, in the order offered; to add one, add a line. */
const ROWS: readonly SignatureAlgorithm[] = [
  ...HASHES.map(hmac),
  ...HASHES.map((bits) => rsa("RS", bits)),
  ...HASHES.map((bits) => rsa("PS", bits)),
  ecdsa("ES256", "P-256", 256, 64),
  ecdsa("ES384", "P-384", 384, 96),
  ecdsa("ES512", "P-521", 512, 132),
  ecdsa("ES256K", "secp256k1", 256, 64, "secp256k1"),
  eddsa("EdDSA", ["Ed25519", "Ed448"], null, "EdDSA on the curve of the key", "RFC 8037 section 3.1"),
  eddsa("Ed25519", ["Ed25519"], 64, "EdDSA on Ed25519", "RFC 9864 section 2.2"),
  eddsa("Ed448", ["Ed448"], 114, "EdDSA on Ed448", "RFC 9864 section 2.2", "ed448"),
  mlDsa(44, 2420),
  mlDsa(65, 3309),
  mlDsa(87, 4627),
  NONE,
];

const BY_NAME = new Map(ROWS.map((row) => [row.alg, row]));

/** The `alg` values of all rows, in the order offered. */
export const SIGNATURE_ALGORITHMS: readonly string[] = ROWS.map(({ alg }) => alg);

/** The row of an `alg` value, case-sensitive (RFC 7515 section 4.1.1); null if there is none. */
export function algorithmRow(alg: string): SignatureAlgorithm | null {
  return BY_NAME.get(alg) ?? null;
}

/** The family of an `alg` value; null if no row has that name, or the name is null. */
export function familyOf(alg: string | null | undefined): SignatureFamily | null {
  return BY_NAME.get(alg ?? "")?.family ?? null;
}

/** The lengths that signatures of a row have, in bytes, the usual one first; none if they depend on the key. */
export function signatureLengths({ curves, signatureBytes }: SignatureAlgorithm): readonly number[] {
  const rows = curves.length > 1 ? curves.map((curve) => BY_NAME.get(curve)?.signatureBytes) : [signatureBytes];
  return rows.flatMap((bytes) => bytes ?? []);
}

/**
 * The row to use with a key. `EdDSA` means whatever curve the key is on (RFC 8037 section 3.1), so it becomes `Ed25519`
 * or `Ed448`; every other row stays.
 */
export function rowForKey(row: SignatureAlgorithm, { crv }: Pick<JWK, "crv">): SignatureAlgorithm {
  return row.curves.length > 1 && crv !== undefined && row.curves.includes(crv) ? (algorithmRow(crv) ?? row) : row;
}
