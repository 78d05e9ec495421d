/** Key kinds by object identifier (RFC 8017 appendix C, RFC 4055, RFC 5480, RFC 8410, RFC 9881). */
export const KEY_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.1.1", "RSA"],
  ["1.2.840.113549.1.1.10", "RSA-PSS"],
  ["1.2.840.10045.2.1", "EC"],
  ["1.3.101.110", "X25519"],
  ["1.3.101.111", "X448"],
  ["1.3.101.112", "Ed25519"],
  ["1.3.101.113", "Ed448"],
  ["2.16.840.1.101.3.4.3.17", "ML-DSA-44"],
  ["2.16.840.1.101.3.4.3.18", "ML-DSA-65"],
  ["2.16.840.1.101.3.4.3.19", "ML-DSA-87"],
]);

/** Named curves of JWK by object identifier (RFC 5480 section 2.1.1.1, RFC 8812 section 3.1). */
export const CURVES: ReadonlyMap<string, string> = new Map([
  ["1.2.840.10045.3.1.7", "P-256"],
  ["1.3.132.0.34", "P-384"],
  ["1.3.132.0.35", "P-521"],
  ["1.3.132.0.10", "secp256k1"],
]);

/** Kinds and curves that are told by name and have no place in JWS. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ["1.2.840.10040.4.1", "a DSA key"],
  ["1.2.840.113549.1.3.1", "a Diffie-Hellman key"],
  ["1.2.840.10046.2.1", "a Diffie-Hellman key"],
  ["1.2.840.113549.1.1.7", "an RSA key for OAEP encryption only"],
  ["1.3.132.1.12", "an EC key for key agreement only"],
  ["1.2.643.7.1.1.1.1", "a GOST R 34.10 key"],
  ["1.2.643.7.1.1.1.2", "a GOST R 34.10 key"],
  ["2.16.840.1.101.3.4.4.1", "an ML-KEM key"],
  ["2.16.840.1.101.3.4.4.2", "an ML-KEM key"],
  ["2.16.840.1.101.3.4.4.3", "an ML-KEM key"],
  ["1.2.840.10045.3.1.1", "an EC key on P-192"],
  ["1.3.132.0.33", "an EC key on P-224"],
  ["1.2.156.10197.1.301", "an EC key on SM2"],
  ["1.3.36.3.3.2.8.1.1.7", "an EC key on brainpoolP256r1"],
  ["1.3.36.3.3.2.8.1.1.11", "an EC key on brainpoolP384r1"],
  ["1.3.36.3.3.2.8.1.1.13", "an EC key on brainpoolP512r1"],
]);

/** A kind or curve of key that JWS does not know, in words. */
export function nameOther(oid: string): string {
  if (/^2\.16\.840\.1\.101\.3\.4\.3\.(?:2\d|3[0-5])$/.test(oid)) return "an SLH-DSA key";
  return OTHERS.get(oid) ?? `a key of the kind with object identifier ${oid}`;
}
