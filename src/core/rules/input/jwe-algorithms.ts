/** What a key management algorithm leaves in the Encrypted Key (RFC 7518 section 4.1): nothing, a wrapped key of known length, or something else. */
export interface KeyManagement {
  readonly kind: "direct" | "wrap" | "gcm-wrap" | "other";
}

/** Octets of a content encryption algorithm (RFC 7518 section 5.1): key, IV, tag; `blockBytes` is 16 for CBC. */
export interface ContentEncryption {
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly tagBytes: number;
  readonly blockBytes: number;
}

/** The registered key management algorithms (IANA "JSON Web Signature and Encryption Algorithms", as of 2026-05-22). */
export const KEY_MANAGEMENT_NAMES: ReadonlySet<string> = new Set([
  ..."dir ECDH-ES RSA1_5 RSA-OAEP RSA-OAEP-256 RSA-OAEP-384 RSA-OAEP-512".split(" "),
  ...["128", "192", "256"].flatMap((bits) => [`A${bits}KW`, `A${bits}GCMKW`, `ECDH-ES+A${bits}KW`]),
  ..."PBES2-HS256+A128KW PBES2-HS384+A192KW PBES2-HS512+A256KW".split(" "),
]);

/** How an `alg` of a JWE manages the key; null where it is no registered name. */
export function keyManagement(alg: string): KeyManagement | null {
  if (!KEY_MANAGEMENT_NAMES.has(alg)) return null;
  if (alg === "dir" || alg === "ECDH-ES") return { kind: "direct" };
  if (alg.endsWith("GCMKW")) return { kind: "gcm-wrap" };
  return { kind: alg.endsWith("KW") ? "wrap" : "other" };
}

/** The sizes of an `enc`; null where it is no registered name. */
export function contentEncryption(enc: string): ContentEncryption | null {
  const gcm = /^A(128|192|256)GCM$/.exec(enc)?.[1];
  if (gcm) return { keyBytes: Number(gcm) / 8, ivBytes: 12, tagBytes: 16, blockBytes: 1 };
  const cbc = /^A(128-HS256|192-HS384|256-HS512)$/.exec(enc.replace("CBC-", "-"))?.[1];
  if (cbc === undefined || !enc.includes("CBC-")) return null;
  const bits = Number(cbc.slice(0, 3));
  return { keyBytes: bits / 4, ivBytes: 16, tagBytes: bits / 8, blockBytes: 16 };
}
